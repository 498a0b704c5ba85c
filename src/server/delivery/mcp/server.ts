import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { VERSION } from '#floor/version.ts';
import type { World } from '../operations/operation.ts';
import { listResources, readResource, TEMPLATES } from './resources.ts';
import { NOTICE } from './tell.ts';
import { callTool, listTools } from './tools.ts';

const INSTRUCTIONS = `Offprint holds a catalogue of scientific papers and their daily front pages. Find papers with “search”, read one with “markdown”, follow up with “similar”; “daily” and “trending” say what people read. Cite papers by their id. ${NOTICE}`;

/** What the protocol says of itself; the lists never change while the program runs. */
const tools = listTools();

/**
 * A server for agents (Model Context Protocol). The protocol's own server class and not its convenience, which checks
 * arguments in words of its own: ours say what to do next.
 */
export function mcpServer(world: World): Server {
  const server = new Server(
    { name: 'offprint', title: 'Offprint', version: VERSION },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const answer = await callTool(world, params.name, params.arguments ?? {});
    if (answer) return { ...answer };
    const names = tools.map(({ name }) => name).join(', ');
    throw new McpError(ErrorCode.InvalidParams, `There is no tool of this name. There are ${names}.`);
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: TEMPLATES }));
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({ resources: await listResources(world) }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => {
    const read = await readResource(world, params.uri);
    if ('contents' in read) return read;
    throw new McpError(ErrorCode.InvalidParams, read.refused);
  });
  return server;
}
