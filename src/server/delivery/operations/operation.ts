import type { z } from 'zod';
import type { Db } from '#db/schema.ts';
import { Failure } from '#floor/failure.ts';
import type { SearchIndex } from '#search/index.ts';
import { readInput } from './read-input.ts';

/** What an operation may ask: the part of the roof that it needs. */
export interface World {
  db: Db;
  index: SearchIndex;
}

/** Who asks: whoever brings the key, or runs commands on the machine, administers it. */
export type Caller = 'visitor' | 'administrator';

/**
 * One thing that programs may ask, said once. Its address in the API, its place in the OpenAPI document and on the page
 * `/api`, its tool for agents and its command line all come from this value.
 */
export interface Operation<In extends z.ZodObject = z.ZodObject, Out extends z.ZodObject = z.ZodObject> {
  name: string;
  /** Where it answers GET; `{id}` is the input of that name. */
  path: `/api/${string}`;
  /** One line, as an order: “Find papers by …”. */
  summary: string;
  /** What else one must know to choose it. */
  about?: string;
  access: 'anyone' | 'administrator';
  /** Whether it answers 503 while the search index is being built. */
  asksIndex: boolean;
  /** Whether it answers 404: what it is asked for may not be here. */
  mayMiss: boolean;
  /** Every field is a text, a whole number, a switch or one of a few words, so that it fits an address and a command line. */
  input: In;
  output: Out;
  /** An input to begin with. */
  example: z.input<In>;
  run(world: World, input: z.output<In>): Promise<z.output<Out>>;
}

/**
 * Reads the input and runs the operation: the one way in for every door.
 * @throws Failure `Invalid` for an input that cannot be, `Unauthorized` for a caller who may not, and what the operation
 * says.
 */
export async function perform<In extends z.ZodObject, Out extends z.ZodObject>(
  operation: Operation<In, Out>,
  world: World,
  caller: Caller,
  values: Record<string, unknown>,
): Promise<z.output<Out>> {
  if (operation.access === 'administrator' && caller !== 'administrator') {
    throw new Failure(
      'Unauthorized',
      `Only the administrator may ask for ${operation.name}.`,
      'Send the key as “Authorization: Bearer KEY”.',
    );
  }
  return operation.run(world, readInput(operation, values));
}
