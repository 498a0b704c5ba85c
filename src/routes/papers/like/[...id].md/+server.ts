export { GET } from '../../markdown.ts';
