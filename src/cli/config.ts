import { describeSettings } from '#floor/settings.ts';
import { type Command, io } from './command.ts';

export const configCommand: Command = {
  name: 'config',
  usage: 'config',
  help: 'Print every setting: value, origin, what it is for.',
  async run() {
    for (const { key, value, origin, help } of describeSettings()) {
      io.out(`${key}=${value}\n    ${help} (${origin})`);
    }
    return 0;
  },
};
