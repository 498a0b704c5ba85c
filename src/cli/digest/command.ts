import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { digestAt } from '#delivery/digest/of-place.ts';
import { renderDigest } from '#delivery/digest/render.ts';
import { invalid } from '#floor/failure.ts';
import { siteOrigin } from '#floor/site-origin.ts';
import { type Command, io, withOffprint } from '../command.ts';
import { LIMIT_HELP, limitOf } from '../papers/options.ts';
import { previewFor } from './for-address.ts';
import { listNamed } from './place.ts';
import { showPreview } from './preview.ts';
import { dryRun, sendNow } from './send.ts';

export const digestCommand: Command = {
  name: 'digest',
  usage: 'digest --preview [ADDRESS]|--dry-run|--now',
  help: 'Show what a digest says as a mail, or who gets which, or send them now.',
  details: `
ADDRESS is that of a page that lists papers: /papers (the default), /papers/trending, “/papers?q=cat:cs.CL”; or a
subscriber’s mail address, to see what they get next. Nothing is sent with --preview and --dry-run.

  --dry-run      who would get what now, were everybody due
  --now          make today’s digests and send them now; who has had one gets none
  --to FOLDER    where digest.html, digest.txt and digest.eml go (default: mail/preview in the data folder)
  --text         print the plain text instead
  --limit N      ${LIMIT_HELP}
`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        preview: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        now: { type: 'boolean' },
        text: { type: 'boolean' },
        to: { type: 'string' },
        limit: { type: 'string' },
      },
    });
    if (values['dry-run']) return withOffprint(dryRun);
    if (values.now) return withOffprint((offprint) => sendNow(offprint, renderDigest));
    if (!values.preview) throw invalid('Nothing to do.', 'Run: offprint digest --preview /papers/trending');
    const [address = '/papers', ...others] = positionals;
    if (others.length > 0) throw invalid('One list at a time.', 'Put quotation marks around an address with blanks.');
    const most = limitOf(values.limit);
    return withOffprint(async (offprint) => {
      const { db, index, settings } = offprint;
      const isText = values.text === true;
      const to = values.to ?? join(settings.dataDir, 'mail', 'preview');
      if (/^[^/?]+@[^/?]+$/.test(address)) {
        return previewFor(offprint, address, { render: renderDigest, to, isText });
      }
      const origin = siteOrigin(settings);
      const now = new Date();
      const made = await digestAt({ db, index }, listNamed(address, origin), {
        origin,
        most,
        sent: new Set(),
        today: now.toISOString().slice(0, 10),
        // There is no subscriber whose signed addresses could stand here.
        preferencesUrl: `${origin}/papers`,
        unsubscribeUrl: `${origin}/papers`,
      });
      if (!made) {
        io.out('The list is empty: there is nothing to send.');
        return 0;
      }
      await showPreview(renderDigest(made.digest), { to, isText, papers: made.paperIds.length, now });
      return 0;
    });
  },
};
