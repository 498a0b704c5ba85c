import type { RequestHandler } from './$types';

/** For agents. The protocol's code takes 65 ms and 11 MB, which a server that no agent asks need not spend. */
export const POST: RequestHandler = async ({ locals, platform, request }) => {
  const { mcpAnswer, strangerAnswer } = await import('#delivery/mcp/http.ts');
  return platform?.req?.isStranger ? strangerAnswer() : mcpAnswer(locals.offprint, request);
};
