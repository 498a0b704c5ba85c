import type { RequestHandler } from './$types';

/** Whether the process answers; says nothing about the database. */
export const GET: RequestHandler = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
