export { GET } from '../../feed.ts';
