import { apiPage } from '#delivery/operations/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ api: apiPage(url.origin) });
