import type { Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

/** One list that one address gets by mail. */
export interface SubscriberTable {
  id: Generated<number>;
  /** Normalised: without spaces around it, its domain in small letters. */
  address: string;
  /** The list's own address: `/papers`, `/papers/trending`, `/papers?q=…`. */
  list: string;
  every: 'daily' | 'weekdays' | 'weekly' | 'monthly';
  /** Full hour on the wall clocks of `zone`. */
  hour: number;
  zone: string;
  /** Papers of one mail at most. */
  most: number;
  state: 'pending' | 'active' | 'ended';
  /** The first day, in `zone`, on which mails come again. */
  paused_until: Day | null;
  confirmed_at: Instant | null;
  created_at: Instant;
  next_due_at: Instant;
}

/** The ledger: one row per subscriber and edition. A row in `sending` may be with the receiving server already. */
export interface MailTable {
  id: Generated<number>;
  subscriber: number;
  /** The day in the subscriber's zone; of a confirmation a name of its own. */
  edition: string;
  kind: 'digest' | 'confirmation';
  /** What follows the @ of the address. */
  domain: string;
  state: 'pending' | 'sending' | 'sent' | 'failed' | 'bounced' | 'unknown';
  message_id: string;
  /** What it says; dropped when it is settled. */
  content: Json | null;
  tries: number;
  due_at: Instant;
  error: string | null;
  holder: string | null;
  held_until: Instant;
  /** Grows with each holder: what an older one would still write is refused. */
  token: number;
  created_at: Instant;
  settled_at: Instant | null;
}

/** A paper that a subscriber has had, or that stands in a mail to be sent. */
export interface SentPaperTable {
  subscriber: number;
  paper_id: string;
  mail: number;
}

/** An edition as it went out by mail. Who got it does not stand here. */
export interface SentEditionTable {
  /** Of all that it says, keyed with a secret: equal editions are one row, and nobody guesses the address of one. */
  seal: string;
  /** The day that the mail says. */
  day: Day;
  /** `Front page`. */
  name: string;
  /** The page that shows the list, without the origin. */
  list: string;
  /** In their order: `{ id, because: string[] }[]`. */
  papers: Json;
  made_at: Instant;
}

/** Mails to one receiving domain in one minute. */
export interface MailDomainTable {
  domain: string;
  minute: Instant;
  taken: number;
}

/** An address that gets no mail any more, as a hash: it outlives the address itself. */
export interface SuppressionTable {
  hash: string;
  reason: 'bounce' | 'complaint';
  since: Instant;
}

/** What a confirmation link is good for, by the SHA-256 of its token. */
export interface MailTokenTable {
  hash: string;
  subscriber: number;
  /** What was asked for; it counts when it is confirmed. */
  wishes: Json;
  expires_at: Instant;
}

export interface MailTables {
  subscribers: SubscriberTable;
  mails: MailTable;
  sent_papers: SentPaperTable;
  sent_editions: SentEditionTable;
  mail_domains: MailDomainTable;
  suppressions: SuppressionTable;
  mail_tokens: MailTokenTable;
}
