import type { Hook } from '#floor/settings/whole-hooks.ts';
import type { Ask } from '#sources/source.ts';
import { discordBody } from './discord.ts';
import { matrixBody } from './matrix.ts';
import { mattermostBody } from './mattermost.ts';
import type { Post } from './post.ts';
import { signatureOf } from './signature.ts';
import { slackBody } from './slack.ts';
import { telegramBody } from './telegram.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** The request that brings a post to where its hook leads. Pure: the clock is only in the signature. */
export function hookRequest({ target }: Pick<Hook, 'target'>, post: Post, now: Date): Ask {
  const json = (url: string, value: object): Ask => ({ url, body: JSON.stringify(value), headers: JSON_TYPE });
  switch (target.kind) {
    case 'slack':
      return json(target.url, slackBody(post));
    case 'discord':
      return json(target.url, discordBody(post));
    case 'mattermost':
      return json(target.url, mattermostBody(post));
    case 'telegram':
      return json(`${target.url}/bot${target.token}/sendMessage`, telegramBody(post, target.chat));
    case 'matrix': {
      // The same transaction id again is the same event: https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid
      const path = `/_matrix/client/v3/rooms/${encodeURIComponent(target.room)}/send/m.room.message/${post.id}`;
      const ask = json(target.url + path, matrixBody(post));
      return { ...ask, method: 'PUT', headers: { ...JSON_TYPE, authorization: `Bearer ${target.token}` } };
    }
    case 'webhook': {
      const ask = json(target.url, { version: 1, ...post });
      const signature = signatureOf(ask.body!, target.secret, now);
      return { ...ask, headers: { ...JSON_TYPE, 'x-offprint-delivery': post.id, 'x-offprint-signature': signature } };
    }
  }
}
