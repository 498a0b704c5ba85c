import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

/** How long a writer waits for another process's write before it gives up, in milliseconds. */
const BUSY_TIMEOUT_MS = 15_000;
/** Statements kept prepared. A page uses a dozen; bulk inserts of odd sizes would fill it, so long ones stay out. */
const KEPT_STATEMENTS = 256;
const KEPT_SQL_LENGTH = 4_000;

/**
 * Opens a SQLite file with Node's own engine.
 * WAL lets readers go on while one process writes; FULL makes a commit survive a power cut.
 */
export function openSqliteFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  file.exec('PRAGMA journal_mode = WAL');
  file.exec('PRAGMA synchronous = FULL');
  file.exec('PRAGMA cache_size = -65536');
  file.exec('PRAGMA mmap_size = 268435456');
  file.exec('PRAGMA temp_store = MEMORY');
  return file;
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bind(parameters)),
    run: (parameters) => statement.run(...bind(parameters)),
    iterate: (parameters) => statement.iterate(...bind(parameters)) as IterableIterator<unknown>,
  };
}

function asKyselyDatabase(file: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => file.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = asKyselyStatement(file.prepare(sql));
      if (sql.length <= KEPT_SQL_LENGTH) {
        if (kept.size >= KEPT_STATEMENTS) kept.delete(kept.keys().next().value!);
        kept.set(sql, statement);
      }
      return statement;
    },
  };
}

/** Takes the write lock at once: a transaction that reads first and writes later would fail with SQLITE_BUSY. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite's DDL is transactional; saying so makes a migration happen whole or not at all. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

export function sqliteDialect(path: string): Dialect {
  const config = { database: async () => asKyselyDatabase(openSqliteFile(path)) };
  const plain = new SqliteDialect(config);
  return {
    createAdapter: () => new TransactionalDdlAdapter(),
    createDriver: () => new ImmediateDriver(config),
    createIntrospector: (db) => plain.createIntrospector(db),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}
