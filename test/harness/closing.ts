import { openSearchIndex } from '#search/index.ts';
import { BUILT_IN } from './library.ts';

/** Closes an index in a thread beside this one while a question is under way, with nothing else that keeps the process. */
const index = await openSearchIndex(process.argv[2] ?? '', { ...BUILT_IN, isBeside: true });
await index.memory.current();
index.memory.forget();
const asked = index.memory.current().then(({ papers }) => papers);
await index.memory.close();
console.log(`closed after ${await asked}`);
