import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/open.ts';
import type { UnsignedDigest } from '#delivery/digest/for-subscriber.ts';
import { LANES } from '#jobs/digests/jobs.ts';
import type { Writing } from '#jobs/digests/mail.ts';
import { sendMails } from '#jobs/digests/send.ts';
import { digestsFor } from '#test/harness/ledger.ts';
import { startNode } from '../child.ts';
import type { Row } from '../row.ts';

const LIMIT = 50;
const DOMAINS = 20;

interface Taken {
  mails: number;
  receivers: number;
  connections: number;
  bytes: number;
}

/** Sends `count` digests through the ledger, as one of the server's senders does, and counts them where they arrive. */
export async function measureSending(
  digest: UnsignedDigest,
  writing: Writing,
  count: number,
  databaseUrl: string,
): Promise<Row> {
  const dataDir = mkdtempSync(join(tmpdir(), 'offprint-sending-'));
  const { db, engine, close } = await openDatabase({ dataDir, databaseUrl });
  const program = join(import.meta.dirname, 'smtp-server.ts');
  const { child, match } = await startNode([program], {}, /ready (\S+)/);
  try {
    const addresses = Array.from({ length: count }, (_, n) => `reader${n}@mail${n % DOMAINS}.example.org`);
    await digestsFor(db, addresses, new Date(), digest);
    const started = performance.now();
    const sent = await sendMails({
      db,
      route: { smtpUrl: match[1]! },
      writing,
      holder: 'bench',
      signal: new AbortController().signal,
      now: () => new Date(),
      limit: 0,
      lanes: LANES,
    });
    const seconds = (performance.now() - started) / 1_000;
    const said = new Promise<string>((resolve) => child.stdout!.once('data', (chunk) => resolve(String(chunk))));
    child.kill('SIGTERM');
    const taken = JSON.parse(await said) as Taken;
    if (sent.sent !== count || taken.mails !== count || taken.receivers !== count) {
      throw new Error(`Of ${count} mails ${sent.sent} count as sent; ${taken.mails} arrived at ${taken.receivers}.`);
    }
    const rate = count / seconds;
    return [
      `${count.toLocaleString('en')} digests through the ledger to SMTP (${engine}), ${taken.connections} connections, ${Math.round(taken.bytes / 1e6)} MB`,
      `${Math.round(rate).toLocaleString('en')} a second, ${Math.round(count / taken.connections)} a connection`,
      `${(rate / LIMIT).toFixed(1)} of ${LIMIT}`,
    ];
  } finally {
    child.kill('SIGKILL');
    await close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
