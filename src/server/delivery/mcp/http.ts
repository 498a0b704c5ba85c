import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { World } from '../operations/operation.ts';
import { mcpServer } from './server.ts';

/** The largest question is a search of 2,000 characters; a client's greeting has some hundred bytes. */
const LARGEST_BODY = 256 * 1024;

/**
 * Answers a POST to `/mcp`: streamable HTTP without sessions, one server and one JSON answer a request, so that any
 * process behind any balancer can take the next one.
 */
export async function mcpAnswer(world: World, request: Request): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
    maxRequestBodySize: LARGEST_BODY,
  });
  const server = mcpServer(world);
  await server.connect(transport as Parameters<typeof server.connect>[0]);
  try {
    const answer = await transport.handleRequest(request);
    const { status, headers } = answer;
    // Read to its end before the server closes.
    return new Response(status === 202 ? null : await answer.arrayBuffer(), { status, headers });
  } finally {
    await server.close();
  }
}

/** 403 in the words of the protocol, for a request that comes by a name that is not ours. */
export function strangerAnswer(): Response {
  const message =
    'Forbidden: this Host or Origin is not known here. Ask by localhost, or set ORIGIN to the public address of the site and have the proxy in front pass Host on.';
  const body = { jsonrpc: '2.0', error: { code: -32_000, message }, id: null };
  return Response.json(body, { status: 403, headers: { 'cache-control': 'no-store' } });
}
