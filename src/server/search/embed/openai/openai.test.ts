import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '#floor/failure.ts';
import {
  answerOf,
  body,
  type EmbeddingEndpoint,
  embeddingEndpoint,
  type Fault,
  status,
  vectorOf,
} from '#test/harness/embedding-endpoint.ts';
import { until } from '#test/harness/until.ts';
import { type OpenAiOptions, openOpenAiEmbedder } from './open.ts';

const KEY = 'sk-hunter2';
const QUICK = { timeout: 10_000, attempts: 4, firstWait: 1, longestWait: 2_000 };

let endpoint: EmbeddingEndpoint;
beforeEach(async () => {
  endpoint = await embeddingEndpoint();
});
afterEach(() => endpoint.close());

const open = (more: Partial<OpenAiOptions> = {}, signal?: AbortSignal) =>
  openOpenAiEmbedder(
    { url: endpoint.url, model: 'm', key: KEY, pace: { papers: QUICK, questions: QUICK }, ...more },
    signal,
  );

const papers = (...titles: string[]) => titles.map((title) => ({ title }));
const unit = (words: string) => {
  const vector = vectorOf(words);
  const length = Math.hypot(...vector);
  return vector.map((number) => expect.closeTo(number / length, 6) as number);
};

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failure);
  expect(`${String(error)} ${(error as Failure).next}`).not.toContain(KEY);
  return error as Failure;
}

describe('texts and vectors', () => {
  test('come as unit vectors in the order of the papers, in batches', async () => {
    const embedder = await open();
    const titles = Array.from({ length: 300 }, (_, at) => 'abcd'.charAt(at % 4) + 'ab'.repeat(at % 7));
    const vectors = await embedder.embedPapers(papers(...titles));
    expect(embedder.dimensions).toBe(4);
    for (const [at, title] of titles.entries()) expect([...vectors.subarray(at * 4, at * 4 + 4)]).toEqual(unit(title));
    expect(Math.max(...endpoint.asked.map(({ input }) => input.length))).toBe(32);
    expect(endpoint.asked[0]).toMatchObject({ path: '/v1/embeddings', authorization: `Bearer ${KEY}`, model: 'm' });
  });

  test('are sent in four requests at once and no more', async () => {
    const embedder = await open();
    const held: (() => void)[] = [];
    endpoint.always = (response, { input }) =>
      held.push(() => response.writeHead(200).end(JSON.stringify(answerOf(input))));
    const work = embedder.embedPapers(papers(...Array.from({ length: 300 }, () => 'a')));
    await until('four requests have arrived', () => held.length >= 4);
    // Whatever else was sent has arrived by the time that a question has come and gone.
    endpoint.faults = [body((input) => answerOf(input))];
    await embedder.embedQuestions(['b']);
    expect(held).toHaveLength(4);
    endpoint.always = undefined;
    for (const release of held) release();
    expect(await work).toHaveLength(1200);
  });

  test('are sent without a key where there is none', async () => {
    await open({ key: '' });
    expect(endpoint.asked[0]?.authorization).toBeUndefined();
  });

  test('carry the prefixes, and a paper without words is all zeros and not sent', async () => {
    const embedder = await open({ questionPrefix: 'query: ', paperPrefix: 'passage: ' });
    endpoint.asked.length = 0;
    const vectors = await embedder.embedPapers([{ title: 'ab', abstract: 'cd' }, { title: ' ' }]);
    await embedder.embedQuestions(['ab']);
    expect(endpoint.asked.map(({ input }) => input)).toEqual([['passage: ab\ncd'], ['query: ab']]);
    expect([...vectors.subarray(4)]).toEqual([0, 0, 0, 0]);
  });

  test('carry the prefixes that the model is known for', async () => {
    const embedder = await open({ model: 'nomic-embed-text' });
    await embedder.embedPapers(papers('ab'));
    expect(endpoint.asked.at(-1)?.input).toEqual(['search_document: ab']);
  });

  test('are cut to what models take', async () => {
    const embedder = await open();
    await embedder.embedPapers([{ title: 'a', abstract: 'ab '.repeat(9_000) }]);
    expect(endpoint.asked.at(-1)?.input[0]).toHaveLength(8_000);
  });

  test('have a fingerprint of the address, the model and the prefixes', async () => {
    const prints = [await open(), await open({ model: 'other' }), await open({ questionPrefix: 'q: ' }), await open()];
    const [first, second, third, again] = prints.map(({ fingerprint }) => fingerprint);
    expect(first).toMatch(/^openai_[a-z0-9]{16}$/);
    expect(again).toBe(first);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test('are nested where the model was trained so', async () => {
    endpoint.always = body((input) => answerOf(input, 1536));
    expect((await open({ model: 'text-embedding-3-small' })).nested).toEqual([256, 512, 1024]);
    expect((await open({ model: 'other' })).nested).toEqual([]);
  });
});

describe('what may pass is tried again', () => {
  const hangUp: Fault = (response) => response.destroy();
  const cutShort: Fault = (response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"data": [', () => response.destroy());
  };
  test.each<[string, Fault]>([
    ['429 without Retry-After', status(429)],
    ['429 with Retry-After', status(429, 'slow down', { 'retry-after': '0' })],
    ['500', status(500)],
    ['503', status(503)],
    ['a connection that is cut', hangUp],
    ['a connection that is cut within the answer', cutShort],
    ['too few vectors', body((input) => answerOf(input.slice(1)))],
    ['too many vectors', body((input) => answerOf([...input, 'a']))],
    ['a page instead of JSON', body(() => '<html>Bad gateway</html>')],
    ['JSON of another shape', body(() => ({ object: 'list' }))],
    [
      'two vectors for one text',
      body((input) => ({ data: answerOf(input).data.map((row) => ({ ...row, index: 0 })) })),
    ],
    [
      'a vector for a text that was not sent',
      body((input) => ({ data: input.map(() => ({ index: 7, embedding: [1] })) })),
    ],
    ['a vector with a hole', body((input) => ({ data: input.map((_, index) => ({ index, embedding: [1, null] })) }))],
  ])('%s', async (_, fault) => {
    const embedder = await open();
    endpoint.asked.length = 0;
    endpoint.faults = [fault, fault];
    expect([...(await embedder.embedPapers(papers('a', 'b')))]).toEqual([...unit('a'), ...unit('b')]);
    expect(endpoint.asked).toHaveLength(3);
  });

  test('no answer within the time allowed', async () => {
    const embedder = await open({ pace: { papers: { ...QUICK, timeout: 100 }, questions: QUICK } });
    endpoint.faults = [() => {}];
    expect([...(await embedder.embedPapers(papers('a')))]).toEqual(unit('a'));
  });

  test('vectors in another order find their texts', async () => {
    const embedder = await open();
    endpoint.asked.length = 0;
    endpoint.faults = [body((input) => ({ data: answerOf(input).data.reverse() }))];
    expect([...(await embedder.embedPapers(papers('a', 'b')))]).toEqual([...unit('a'), ...unit('b')]);
    expect(endpoint.asked).toHaveLength(1);
  });

  test('vectors without an index are in order', async () => {
    const embedder = await open();
    endpoint.asked.length = 0;
    endpoint.faults = [body((input) => ({ data: input.map((words) => ({ embedding: vectorOf(words) })) }))];
    expect([...(await embedder.embedPapers(papers('a', 'b')))]).toEqual([...unit('a'), ...unit('b')]);
    expect(endpoint.asked).toHaveLength(1);
  });

  test('until patience ends, with a sentence', async () => {
    const embedder = await open();
    endpoint.always = status(500);
    const failure = await failureOf(embedder.embedPapers(papers('a')));
    expect(failure.kind).toBe('SourceUnavailable');
    expect(failure.message).toBe(`The embedding endpoint ${endpoint.url} answered 500, 4 times.`);
    expect(failure.next).toContain('OFFPRINT_EMBEDDER_URL');
  });

  test('but not where the endpoint wants a longer wait than we have', async () => {
    const embedder = await open();
    endpoint.asked.length = 0;
    endpoint.always = status(429, 'no', { 'retry-after': '3600' });
    const failure = await failureOf(embedder.embedPapers(papers('a')));
    expect(failure.next).toContain('3600');
    expect(endpoint.asked).toHaveLength(1);
  });
});

describe('what does not pass', () => {
  test.each([401, 403])('%i is not tried again, and names the setting', async (code) => {
    endpoint.always = status(code, `Incorrect API key provided: ${KEY}`);
    const failure = await failureOf(open());
    expect(failure.message).toContain(`refused the key (${code})`);
    expect(failure.next).toContain('OFFPRINT_EMBEDDER_KEY');
    expect(endpoint.asked).toHaveLength(1);
  });

  test('another refusal is told in the endpoint’s words, without the key', async () => {
    endpoint.always = status(404, `There is no model m, says ${KEY}`);
    const failure = await failureOf(open());
    expect(failure.message).toContain('answered 404: There is no model m, says (key)');
    expect(endpoint.asked).toHaveLength(1);
  });

  test('a redirect is not followed', async () => {
    endpoint.always = status(308, '', { location: 'https://elsewhere.example/v1/embeddings' });
    expect((await failureOf(open())).message).toContain('redirects to https://elsewhere.example');
  });

  test('nobody at the address', async () => {
    const { url } = endpoint;
    await endpoint.close();
    const failure = await failureOf(open({ url }));
    expect(failure.message).toContain('could not be reached (ECONNREFUSED)');
    endpoint = await embeddingEndpoint();
  });

  test('vectors of another length than before', async () => {
    const embedder = await open();
    endpoint.always = body((input) => answerOf(input, 5));
    const failure = await failureOf(embedder.embedPapers(papers('a')));
    expect(failure.message).toContain('vectors of 5 numbers, where it gave 4');
  });
});

describe('what is too much for the endpoint', () => {
  test('is sent in smaller batches', async () => {
    const embedder = await open();
    endpoint.always = (response, asked) =>
      asked.input.length > 8
        ? status(422, 'batch size 32 > maximum allowed batch size 8')(response, asked)
        : response.writeHead(200).end(JSON.stringify(answerOf(asked.input)));
    const titles = Array.from({ length: 40 }, (_, at) => 'abcd'.charAt(at % 4));
    const vectors = await embedder.embedPapers(papers(...titles));
    for (const [at, title] of titles.entries()) expect([...vectors.subarray(at * 4, at * 4 + 4)]).toEqual(unit(title));
  });

  test('is cut until it fits, and only the text that is too long', async () => {
    const embedder = await open();
    endpoint.always = (response, asked) =>
      asked.input.some((words) => words.length > 1000)
        ? status(400, 'This model’s maximum context length is 512 tokens')(response, asked)
        : response.writeHead(200).end(JSON.stringify(answerOf(asked.input)));
    const vectors = await embedder.embedPapers(papers('b', 'a'.repeat(7000), 'c'));
    expect([...vectors]).toEqual([...unit('b'), ...unit('a'), ...unit('c')]);
    expect(endpoint.asked.flatMap(({ input }) => input)).toContain('a'.repeat(875));
  });
});

describe('an end on request', () => {
  test('comes while an answer is awaited', async () => {
    const embedder = await open();
    const stop = new AbortController();
    endpoint.always = () => {};
    endpoint.asked.length = 0;
    const work = embedder.embedPapers(papers('a'), stop.signal);
    await until('the request has arrived', () => endpoint.asked.length > 0);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });

  test('comes while the next attempt is awaited', async () => {
    const slow = { ...QUICK, firstWait: 60_000, longestWait: 60_000 };
    const embedder = await open({ pace: { papers: slow, questions: QUICK } });
    const stop = new AbortController();
    endpoint.faults = [status(503)];
    const seen = endpoint.asked.length;
    const work = embedder.embedPapers(papers('a'), stop.signal);
    await until('the request has arrived', () => endpoint.asked.length > seen);
    stop.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });
});
