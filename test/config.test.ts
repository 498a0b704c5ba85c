import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { offprint } from './harness/child.ts';
import { temporaryFolder } from './harness/engines.ts';

/** A place with this settings file. */
function place(text: string) {
  const dataDir = temporaryFolder();
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const file = join(dataDir, 'offprint.env');
  writeFileSync(file, text);
  return { at: { dataDir, databaseUrl: '' }, file };
}

test('config prints every setting with its origin, in groups, and no secret', async () => {
  const { at, file } = place('# ours\nPORT=8080\nOFFPRINT_EMBEDDER_KEY=hunter2\n');
  const { code, stdout, stderr } = await offprint(at, ['config'], { HOST: '::1' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Settings file: ${file}$`, 'm'));
  expect(stdout).toMatch(/\n\nServer\nHOST=::1\n {4}.*\(set in the environment\)\nPORT=8080\n/);
  expect(stdout).toContain(`(${file}, line 2)`);
  expect(stdout).toContain('OFFPRINT_EMBEDDER_KEY=(set)');
  expect(stdout).not.toContain('hunter2');
});

test('config prints one setting, for programs too', async () => {
  const { at, file } = place('PORT=8080\n');
  const { stdout } = await offprint(at, ['config', 'PORT', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    group: 'server',
    key: 'PORT',
    value: '8080',
    from: 'file',
    file,
    line: 1,
  });
  expect(await offprint(at, ['config', 'PROT'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no setting PROT. Is PORT meant?'),
  });
});

test('config tells all that is wrong; every other command stops at the first', async () => {
  const { at, file } = place('PORT=eighty\nPROT=80\n');
  const wrong = `The setting PORT cannot be "eighty" (${file}, line 1). Allowed: a whole number from 0 to 65535.`;
  const unknown = `There is no setting PROT (${file}, line 2). Is PORT meant? “offprint config” prints them all.`;
  const config = await offprint(at, ['config']);
  expect(config).toMatchObject({ code: 1, stderr: `${wrong}\n${unknown}\n` });
  expect(config.stdout).toContain('PORT=eighty\n');
  const start = await offprint(at, ['start']);
  expect(start).toMatchObject({ code: 1, stdout: '', stderr: `${unknown}\n` });
});

test('doctor says where the settings file is, and that no source is on', async () => {
  const { at, file } = place('PORT=1\nPORT=2\n');
  const { code, stdout } = await offprint(at, ['doctor']);
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^settings +${file}$`, 'm'));
  expect(stdout).toMatch(/^sources +none gives papers\. .*“offprint sources add arxiv cs\.CL cs\.LG”$/m);
  expect(stdout).toMatch(/^next +PORT stands twice in /m);
});
