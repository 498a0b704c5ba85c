import { expect, it } from 'vitest';
import { walk } from '../../test/harness/stand-ins/looking.ts';
import { startOaiServer } from './oai-server.ts';

it('a long list is served from a process of its own, every record once, from any day on', async () => {
  const { url, close } = await startOaiServer(5_200, 1_000);
  try {
    const { names, pages } = await walk(url, 'ListRecords', 'metadataPrefix=arXiv');
    expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 200]);
    expect(new Set(names).size).toBe(5_200);
    const later = await walk(url, 'ListRecords', 'metadataPrefix=arXivRaw&from=2024-01-04');
    expect(later.names).toEqual(names.slice(3_000));
  } finally {
    close();
  }
});
