import { describe, expect, it } from 'vitest';
import { failureOf, standIn } from '#test/harness/stand-in.ts';
import { redirect, status } from '#test/harness/web.ts';

const place = standIn();
const PATH = '/services/T0/hunter2-hunter2';
const delivering = (more: object = {}, ask: object = {}) =>
  place.asking(
    { url: `${place.web.origin}${PATH}`, body: '{}', ...ask },
    { anySuccess: true, secretPath: true, ...more },
  );

describe('a delivery', () => {
  it.each([200, 201, 202, 204, 299])('answered with %i has arrived', async (code) => {
    place.web.always = status(code);
    expect(await delivering()).toMatchObject({ status: code });
  });

  it.each([
    [300, 'broken'],
    [304, 'broken'],
    [404, 'gone'],
    [429, 'busy'],
    [500, 'broken'],
  ])('answered with %i has failed, with the status', async (code, kind) => {
    place.web.always = status(code);
    expect(await failureOf(delivering())).toMatchObject({ kind, status: code });
  });

  it.each([201, 204])('alone may be answered with %i: a page may not', async (code) => {
    place.web.always = status(code);
    expect(await failureOf(delivering({ anySuccess: false }))).toMatchObject({ kind: 'broken', status: code });
  });

  it('is a POST, or a PUT where it says so', async () => {
    await delivering();
    await delivering({}, { method: 'PUT' });
    expect(place.web.arrivals.map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });

  it('tells no path in a message', async () => {
    const faults = [
      status(500),
      redirect(`/elsewhere${PATH}`),
      redirect(`http://10.0.0.1${PATH}`),
      redirect(`${PATH}/${'x'.repeat(900)}`),
    ];
    place.web.next = [...faults];
    for (const _ of faults) {
      const { message } = await failureOf(delivering());
      expect(message).toMatch(/^http:\/\/[\d.:]+\/\(key\)/);
      expect(message).not.toContain('hunter2');
    }
    const unasked = await failureOf(delivering({ trusted: [] }));
    expect(unasked.message).toMatch(/\/\(key\) was not asked/);
  });
});
