import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Db } from '#db/schema.ts';
import type { RenderDigest } from '#delivery/digest/digest.ts';
import { linkMaker } from '#delivery/digest/links.ts';
import type { Settings } from '#floor/settings.ts';
import type { SearchIndex } from '#search/index.ts';
import type { Job } from '../job.ts';
import { readDkimKey, type Writing } from './mail.ts';
import { planDigests } from './plan.ts';
import type { Route } from './post.ts';
import { returnedJob } from './returned-job.ts';
import { sendMails } from './send.ts';

export type MailSettings = Pick<
  Settings,
  'dataDir' | 'origin' | 'smtpUrl' | 'mailFrom' | 'mailLimit' | 'bouncesUrl' | 'dkimDomain' | 'dkimSelector' | 'dkimKey'
>;

export interface MailHouse {
  db: Db;
  index: SearchIndex;
  settings: MailSettings;
  render: RenderDigest;
}

const EVERY_MS = 60_000;
/** Each is one process's at a time, so that several share the work. */
export const SENDERS = ['mail 1', 'mail 2'] as const;
/** Connections of one sender. */
export const LANES = 4;

/** Where mails go: to the server of the settings, else into the data folder. */
export const routeOf = ({ smtpUrl, dataDir }: MailSettings): Route =>
  smtpUrl ? { smtpUrl } : { folder: join(dataDir, 'mail') };

export async function writingOf({ db, settings, render }: MailHouse): Promise<Writing> {
  const { origin, mailFrom: from, dkimDomain: domain, dkimSelector: selector, dkimKey } = settings;
  const dkim = domain && dkimKey ? { domain, selector, privateKey: readDkimKey(dkimKey) } : undefined;
  return { from, origin, render, linkFor: await linkMaker(db, origin), ...(dkim && { dkim }) };
}

function planJob(house: MailHouse): Job {
  return {
    name: 'digests',
    schedule: { everyMs: EVERY_MS },
    async run(work) {
      const { db, index, settings } = house;
      const { troubles, ...counts } = await planDigests({ db, index, origin: settings.origin }, work);
      const [trouble] = troubles;
      if (trouble) throw new Error(`The list ${trouble[0]} could not be read: ${(trouble[1] as Error).message}`);
      return { summary: `${counts.planned} of ${counts.due} subscribers who were due get a mail`, counts };
    },
  };
}

function sendJob(name: string, house: MailHouse): Job {
  return {
    name,
    schedule: { everyMs: EVERY_MS },
    async run({ signal, now }) {
      const { db, settings } = house;
      const route = routeOf(settings);
      const holder = `${hostname()}:${process.pid}`;
      const limit = 'folder' in route ? 0 : settings.mailLimit;
      const sending = { db, route, writing: await writingOf(house), holder, signal, now, limit, lanes: LANES };
      const counts = await sendMails(sending);
      const { sent, later, bounced, failed, unknown, orphans } = counts;
      const rest = [
        later && `${later} to be tried again`,
        bounced && `${bounced} bounced`,
        failed && `${failed} failed`,
        unknown + orphans && `${unknown + orphans} of which nobody knows`,
      ].filter(Boolean);
      const where = 'folder' in route ? `written into ${route.folder}: OFFPRINT_SMTP_URL is not set` : 'sent';
      return { summary: [`${sent} mails ${where}`, ...rest].join(', '), counts };
    },
  };
}

/** The jobs that give everybody who is due their row in the ledger, send what stands there, and read what comes back. */
export const digestJobs = (house: MailHouse): Job[] => [
  planJob(house),
  ...SENDERS.map((name) => sendJob(name, house)),
  ...(house.settings.bouncesUrl ? [returnedJob(house.db, house.settings.bouncesUrl)] : []),
];
