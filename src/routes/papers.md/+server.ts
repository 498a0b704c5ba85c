export { GET } from '../papers/markdown.ts';
