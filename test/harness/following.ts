import { openSearchIndex } from '#search/index.ts';
import { BUILT_IN } from './library.ts';

/** Asks an index in a thread beside this one and says how many papers it has; closes nothing, and is to end all the same. */
const index = await openSearchIndex(process.argv[2] ?? '', { ...BUILT_IN, isBeside: true });
console.log((await index.memory.current()).papers);
