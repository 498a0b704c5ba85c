import type { Offprint } from './server/offprint.ts';

declare global {
  namespace App {
    interface Locals {
      offprint: Offprint;
    }
    interface Error {
      message: string;
      /** What the reader can do next, in one sentence. */
      next?: string;
    }
  }
}
