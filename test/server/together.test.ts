import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { offprint } from '#test/harness/child.ts';
import { describeEngines } from '#test/harness/engines.ts';
import { inventedPaper, jsonLines } from '#test/harness/papers.ts';
import { startServer } from '#test/harness/server.ts';
import { until } from '#test/harness/until.ts';

const pageOf = async (url: string) => (await fetch(url)).text();

describeEngines('several processes on one place', ({ place }) => {
  it('the command line imports and searches while the server runs, and the server shows it', async () => {
    const at = await place();
    const server = await startServer(at);
    const paper = inventedPaper(1, { title: 'Quokka lattices in the wild' });
    const file = join(at.dataDir, 'one.jsonl');
    writeFileSync(file, jsonLines([paper]));

    expect(await offprint(at, ['import', file])).toMatchObject({ code: 0 });
    expect(await pageOf(`${server.url}/papers/${paper.arxivId}`)).toContain('Quokka lattices');
    expect(await pageOf(`${server.url}/papers/date/2026-06-18`)).toContain('Quokka lattices');

    const found = await offprint(at, ['search', 'quokka lattices', '--json']);
    expect(found).toMatchObject({ code: 0 });
    expect(found.stdout).toContain(paper.arxivId);
    await until('the server finds it too', async () =>
      (await pageOf(`${server.url}/papers?q=quokka`)).includes(paper.arxivId),
    );

    const doctor = await offprint(at, ['doctor']);
    expect(doctor.stdout).toMatch(/57/);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });

  it('two servers on one place both serve, and one goes on when the other ends', async () => {
    const at = await place();
    const first = await startServer(at);
    const second = await startServer(at);
    const file = join(at.dataDir, 'two.jsonl');
    writeFileSync(file, jsonLines([inventedPaper(2, { title: 'Numbat kernels at dusk' })]));
    for (const { url } of [first, second]) expect(await pageOf(`${url}/papers`)).toContain('data-card');
    expect(await first.stop()).toMatchObject({ code: 0 });

    expect(await offprint(at, ['import', '--no-index', file])).toMatchObject({ code: 0 });
    expect(await pageOf(`${second.url}/papers/date/2026-06-18`)).toContain('Numbat kernels');
    await until('the one that is left keeps the index', async () =>
      (await pageOf(`${second.url}/papers?q=numbat`)).includes('Numbat'),
    );
    expect(await second.stop()).toMatchObject({ code: 0 });
  });
});
