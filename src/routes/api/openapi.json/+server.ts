import { openApi } from '#delivery/operations/openapi.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => Response.json(openApi(url.origin));
