import type { Transport } from '@sveltejs/kit/hooks';
import { onPageTransport } from '#lib/on-page.ts';

export const transport: Transport = { OnPage: onPageTransport };
