import { administratorKey } from '#readers/administrator.ts';
import { type Command, io, withOffprint } from './command.ts';
import { originOf } from './origin.ts';

export const adminCommand: Command = {
  name: 'admin',
  usage: 'admin',
  help: 'Print the link by which the administrator signs in.',
  async run() {
    return withOffprint(async ({ db, settings }) => {
      const key = await administratorKey(db, settings.adminKey);
      io.out(`${originOf(settings)}/admin/sign-in?key=${encodeURIComponent(key)}`);
      return 0;
    });
  },
};
