import { administratorKey } from '#readers/administrator.ts';
import { type Command, io, withOffprint } from './command.ts';

export const adminCommand: Command = {
  name: 'admin',
  usage: 'admin',
  help: 'Print the link by which the administrator signs in.',
  async run() {
    return withOffprint(async ({ db, settings }) => {
      const host =
        settings.host === '127.0.0.1' || settings.host === '0.0.0.0' || settings.host === '::'
          ? 'localhost'
          : settings.host;
      const key = await administratorKey(db, settings.adminKey);
      io.out(`${settings.origin || `http://${host}:${settings.port}`}/admin/sign-in?key=${encodeURIComponent(key)}`);
      return 0;
    });
  },
};
