import type { HookKind } from '#floor/settings/hooks.ts';

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what came may have any shape; that is what is checked.
type Loose = any;
type Rule = (sent: Sent, body: Loose) => (string | false)[];

const isText = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length > 0 && value.length <= most && value.isWellFormed();
const only = (value: object, names: string[]) => Object.keys(value).find((name) => !names.includes(name));
const calls = (value: unknown) =>
  /@(everyone|here|channel|all|room|\w)/.test(String(value).replace(/https?:\/\/[^\s"<>|]+/g, ''));

/** https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/messaging/formatting-message-text */
const slack: Rule = ({ method }, body) => [
  method !== 'POST' && 'no POST',
  !isText(body.text, 4_000) && 'text',
  !(body.blocks?.length >= 1 && body.blocks.length <= 50) && 'the count of blocks',
  ...body.blocks.flatMap((block: Loose): (string | false)[] => {
    if (block.type === 'header')
      return [!(block.text.type === 'plain_text' && isText(block.text.text, 150)) && 'a header'];
    const texts = block.type === 'section' ? [block.text] : block.type === 'context' ? block.elements : [];
    return texts.flatMap((one: Loose) => [
      texts.length === 0 && 'an unknown block',
      !(one.type === 'mrkdwn' && one.verbatim === true && isText(one.text, 3_000)) && 'a text',
      // What is left once links and the three escapes are taken away controls nothing.
      /[<>]|&(?!(amp|lt|gt);)/.test(one.text.replace(/<https?:[^<>|\s]+\|[^<>]*>/g, '')) && `control in ${one.text}`,
      calls(one.text) && `a call in ${one.text}`,
    ]);
  }),
];

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const discord: Rule = ({ method }, body) => {
  const embeds: Loose[] = body.embeds ?? [];
  const sum = embeds.reduce(
    (all, { title = '', description = '', author }) =>
      all + title.length + description.length + (author?.name.length ?? 0),
    0,
  );
  return [
    method !== 'POST' && 'no POST',
    only(body, ['content', 'embeds', 'allowed_mentions']) !== undefined && 'an unknown field',
    !isText(body.content, 2_000) && 'content',
    JSON.stringify(body.allowed_mentions) !== '{"parse":[]}' && 'mentions are not off',
    embeds.length > 10 && 'too many embeds',
    sum > 6_000 && `${sum} characters in embeds`,
    ...embeds.flatMap(({ title, description, author, url }): (string | false)[] => [
      !isText(title, 256) && 'a title',
      description !== undefined && !isText(description, 4_096) && 'a description',
      author !== undefined && !isText(author.name, 256) && 'an author',
      url !== undefined && !/^https?:/.test(url) && 'an address',
    ]),
  ];
};

/** https://developers.mattermost.com/integrate/webhooks/incoming */
const mattermost: Rule = ({ method }, body) => [
  method !== 'POST' && 'no POST',
  !isText(body.text, 16_383) && 'text',
  calls(body.text) && 'a call',
];

/** Elements with their ends, in order, and of these alone. */
function htmlFaults(html: string, allowed: string[]): (string | false)[] {
  const open: string[] = [];
  let wrong: string | false = false;
  const rest = html.replace(/<(\/?)([a-z]\w*)((?: href="https?:\/\/[^"<>]*")?)>/g, (_, end, name) => {
    if (!allowed.includes(name)) wrong = `element ${name}`;
    if (name === 'br') return '';
    if (!end) open.push(name);
    else if (open.pop() !== name) wrong = `${name} ends where it does not stand`;
    return '';
  });
  return [
    wrong,
    open.length > 0 && 'an element without an end',
    /[<>]|&(?!(amp|lt|gt|quot|#39);)/.test(rest) && 'a bare <',
  ];
}

/** https://spec.matrix.org/latest/client-server-api/#mroommessage */
const matrix: Rule = ({ method, path, headers }, body) => [
  method !== 'PUT' && 'no PUT',
  !/^\/_matrix\/client\/v3\/rooms\/%21[^/]+\/send\/m\.room\.message\/\w{8,64}$/.test(path.replace('/!', '/%21')) &&
    'the path',
  !/^Bearer \S+$/.test(String(headers.authorization)) && 'no token',
  body.msgtype !== 'm.notice' && 'msgtype',
  !isText(body.body, 60_000) && 'body',
  body.format !== 'org.matrix.custom.html' && 'format',
  JSON.stringify(body['m.mentions']) !== '{}' && 'mentions',
  Buffer.byteLength(JSON.stringify(body)) > 60_000 && 'too large for an event',
  calls(body.body) && 'a call',
  ...htmlFaults(body.formatted_body, ['p', 'a', 'strong', 'h4', 'br']),
];

/** https://core.telegram.org/bots/api#sendmessage, https://core.telegram.org/bots/api#html-style */
const telegram: Rule = ({ method, path }, body) => [
  method !== 'POST' && 'no POST',
  !/^\/bot\d+:[\w-]+\/sendMessage$/.test(path) && 'the path',
  body.parse_mode !== 'HTML' && 'parse_mode',
  body.link_preview_options?.is_disabled !== true && 'previews',
  !isText(body.text, 4_096) && 'text',
  calls(body.text) && 'a call',
  ...htmlFaults(body.text, ['a', 'b']),
];

const webhook: Rule = ({ method, headers }, body) => [
  method !== 'POST' && 'no POST',
  !/^t=\d+,v1=[0-9a-f]{64}$/.test(String(headers['x-offprint-signature'])) && 'no signature',
  headers['x-offprint-delivery'] !== body.id && 'no delivery id',
  body.version !== 1 && 'version',
];

const RULES: Record<HookKind, Rule> = { slack, discord, mattermost, matrix, telegram, webhook };

/** What is wrong with a message by the documents of the service that it goes to; empty for a good one. */
export function chatFaults(kind: HookKind, sent: Sent): string[] {
  const faults: (string | false)[] = [sent.headers['content-type'] !== 'application/json' && 'content-type'];
  try {
    faults.push(...RULES[kind](sent, JSON.parse(sent.body)));
  } catch (error) {
    faults.push(`it cannot be read: ${error}`);
  }
  return faults.filter((fault) => fault !== false);
}
