import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const FOLDER = join(import.meta.dirname, '../src/server/search/engine/dense');
const LINE = 100;

/** The bytes of a module written as WebAssembly text. @throws Error with line and column where it is wrong. */
export async function assembled(text: string): Promise<Uint8Array> {
  const tools = await wabt();
  const module = tools.parseWat('dot.wat', text, { simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}

/** Makes `dot.wasm.ts` of `dot.wat`, which a test holds to each other. */
if (import.meta.main) {
  const bytes = await assembled(readFileSync(join(FOLDER, 'dot.wat'), 'utf8'));
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  writeFileSync(
    join(FOLDER, 'dot.wasm.ts'),
    `/** The bytes of \`dot.wat\`, made by \`npm run wasm\`. */\nexport const DOT_WASM =\n${text};\n`,
  );
}
