import { parseArgs } from 'node:util';
import { siteOrigin } from '#floor/site-origin.ts';
import { administratorKey, renewAdministratorKey } from '#readers/administrator.ts';
import { signInLink } from '../server/offprint.ts';
import { type Command, io, withOffprint } from './command.ts';

export const adminKeyCommand: Command = {
  name: 'admin-key',
  usage: 'admin-key [--new]',
  help: 'Print the link by which the administrator signs in; --new makes another key, and every session ends.',
  async run(args) {
    const { values } = parseArgs({ args, options: { new: { type: 'boolean', default: false } } });
    return withOffprint(async ({ db, settings }) => {
      const key = values.new
        ? await renewAdministratorKey(db, settings.adminKey)
        : await administratorKey(db, settings.adminKey);
      io.out(signInLink(siteOrigin(settings), key));
      return 0;
    });
  },
};
