import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { engineVersion } from '#db/open.ts';
import { describeEngines } from './engines.ts';

describeEngines('the engines under test', ({ engine, place, database }) => {
  it('answer as the engine they are named after', async () => {
    const version = await engineVersion(await database());
    expect(version).toMatch(engine === 'sqlite' ? /^SQLite 3\./ : /^PostgreSQL \d+/);
  });

  it('give every place its own data', async () => {
    const [one, other] = [await database(), await database()];
    await one.db.insertInto('catalogue_state').values({ id: 7, name: 'seven', revision: 1 }).execute();
    expect(await other.db.selectFrom('catalogue_state').select('id').execute()).toEqual([{ id: 1 }]);
  });

  it('open one place as often as asked', async () => {
    const at = await place();
    const [one, other] = [await database(at), await database(at)];
    await one.db.updateTable('catalogue_state').set({ revision: 42 }).execute();
    expect(await other.db.selectFrom('catalogue_state').select('revision').execute()).toEqual([{ revision: 42 }]);
    expect(existsSync(at.dataDir)).toBe(true);
  });
});
