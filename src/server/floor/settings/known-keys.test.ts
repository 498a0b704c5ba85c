import { expect, test } from 'vitest';
import { SETTINGS } from '../settings.ts';
import { nearestKey, refuseUnknownKeys } from './known-keys.ts';

const known = SETTINGS.map(({ key }) => key);
const given = (env: Record<string, string>, file: Record<string, string> = {}) => ({
  env,
  file: 'offprint.env',
  isThere: true,
  inFile: new Map(Object.entries(file).map(([key, text], at) => [key, { text, line: at + 1 }])),
  warnings: [],
  stamp: '',
});

test.each([
  ['OFFPRINT_JOB', 'OFFPRINT_JOBS'],
  ['OFFPRINT_PORT', 'PORT'],
  ['OFFPRINT_DATABASE_URL', 'DATABASE_URL'],
  ['OFFPRINT_EMBEDER', 'OFFPRINT_EMBEDDER'],
  ['offprint_api_limits', 'OFFPRINT_API_LIMIT'],
  ['OFFPRINT_SOMETHING_ELSE_ALTOGETHER', undefined],
])('the key most like %s is %s', (key, nearest) => {
  expect(nearestKey(key, known)).toBe(nearest);
});

test('an unknown key of the environment is refused where it says that it is ours', () => {
  expect(() => refuseUnknownKeys(given({ PATH: '/bin', PROT: '80' }), known)).not.toThrow();
  expect(() => refuseUnknownKeys(given({ OFFPRINT_JOB: 'off' }), known)).toThrow(
    expect.objectContaining({
      message: 'There is no setting OFFPRINT_JOB (set in the environment).',
      next: 'Is OFFPRINT_JOBS meant? “offprint config” prints them all.',
    }),
  );
});

test('every unknown key of the file is refused', () => {
  expect(() => refuseUnknownKeys(given({}, { HOST: '::1', PROT: '80' }), known)).toThrow(
    expect.objectContaining({
      message: 'There is no setting PROT (offprint.env, line 2).',
      next: expect.stringContaining('Is PORT meant?'),
    }),
  );
});

test('what Kubernetes sets beside a service of that name is let be', () => {
  const service = {
    OFFPRINT_PORT: 'tcp://10.0.0.11:3000',
    OFFPRINT_SERVICE_HOST: '10.0.0.11',
    OFFPRINT_SERVICE_PORT: '3000',
    OFFPRINT_SERVICE_PORT_HTTP: '3000',
    OFFPRINT_WEB_PORT_3000_TCP_ADDR: '10.0.0.11',
  };
  expect(() => refuseUnknownKeys(given(service), known)).toThrow('There is no setting OFFPRINT_PORT');
  const inside = { ...service, KUBERNETES_SERVICE_HOST: '10.0.0.1' };
  expect(() => refuseUnknownKeys(given(inside), known)).not.toThrow();
  expect(() => refuseUnknownKeys(given({ ...inside, OFFPRINT_JOB: 'off' }), known)).toThrow('OFFPRINT_JOB');
});
