import { once } from 'node:events';
import { type Command, io, withOffprint } from './command.ts';

export const mcpCommand: Command = {
  name: 'mcp',
  usage: 'mcp',
  help: 'Answer an agent over standard input and output (Model Context Protocol).',
  details: `
An agent starts it by itself; its settings want the command “npx offprint mcp” and the folder of this program.
A running server answers the same at /mcp.
`,
  async run() {
    // Standard output is the protocol's: a line of anything else would end the conversation.
    console.log = console.info = console.debug = (...words: unknown[]) => io.err(words.join(' '));
    const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
    const { mcpServer } = await import('#delivery/mcp/server.ts');
    return withOffprint(async (offprint) => {
      const server = mcpServer(offprint);
      await server.connect(new StdioServerTransport());
      await once(process.stdin, 'end');
      await server.close();
      return 0;
    });
  },
};
