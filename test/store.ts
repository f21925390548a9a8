import { createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import type { Binaries } from "#store/binaries.ts";
import { deskPasswords } from "#store/desk-keys.ts";
import { startEmbedded } from "#store/embedded.ts";
import { readMigrations } from "#store/migrate.ts";
import {
  type Desk,
  type DeskPlace,
  loginConfig,
  openPools,
  placeOfServer,
  prepareDatabase,
  withAdmin,
} from "#store/open.ts";
import { referenceTables } from "#store/reference-rows.ts";

const places = new WeakMap<Desk, DeskPlace>();

/**
 * One server for all files of a test run: started by the first, joined by the others. `npm test` gives
 * it a folder of its own and stops it; single files run by hand share one that stays.
 */
const FOLDER = process.env.DTSEN_TEST_DESKS ?? join(tmpdir(), `dtsen-test-${userInfo().username}`);

/**
 * An own empty desk for one test file: cloned from a migrated template in a tenth of a second.
 * `const desk = deskForTests();` at the top of the file, `desk()` inside tests.
 */
export function deskForTests(): () => Desk {
  let opened: Desk | undefined;
  beforeAll(async () => {
    opened = await openTestDesk();
  });
  afterAll(async () => await opened?.close());
  return () => {
    if (opened === undefined) throw new Error("deskForTests: the desk opens in beforeAll");
    return opened;
  };
}

/** The same without Vitest's hooks; close() drops the database. */
export async function openTestDesk(binaries?: Binaries): Promise<Desk> {
  const dataFolder = binaries === undefined ? FOLDER : `${FOLDER}-${binaries.major}`;
  const keyFolder = join(dataFolder, "keys");
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  const passwords = deskPasswords(keyFolder);
  const server = await startEmbedded({
    dataFolder,
    keyFolder,
    isThrowaway: true,
    ...(binaries === undefined ? {} : { binaries }),
  });
  const template = placeOfServer(server, passwords, `template_${await schemaDigest()}`);
  await ensureTemplate(template, () => prepareDatabase(template, passwords));

  const database = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const place = { ...template, database };
  await onServer(place, (admin) => clone(admin, template.database, database));
  const settings = {
    dataFolder: join(dataFolder, database),
    keyFolder,
    databaseUrl: undefined,
    isProduction: false,
  };
  const desk = openPools(settings, place, passwords, async () => {
    await onServer(place, async (admin) => {
      await admin.query(`drop database if exists ${database} with (force)`);
    });
  });
  places.set(desk, place);
  return desk;
}

/** A connection past all policies, to plant rows and to break things on purpose. The caller ends it. */
export async function adminForTests(desk: Desk): Promise<pg.Client> {
  const place = places.get(desk);
  if (place === undefined) throw new Error("not a desk of openTestDesk");
  const admin = new pg.Client(loginConfig(place, place.admin.user, place.admin.password));
  await admin.connect();
  return admin;
}

async function onServer(
  place: DeskPlace,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  await withAdmin({ ...place, database: "postgres" }, work);
}

/** Rights on the database itself are not cloned with it. */
async function clone(admin: pg.Client, template: string, database: string): Promise<void> {
  await admin.query("select pg_advisory_lock_shared(7402699)");
  await admin.query(`create database ${database} template ${template} strategy file_copy`);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(
    `grant connect on database ${database} to dtsen_owner, dtsen_app, dtsen_gate, dtsen_sealer, dtsen_auditor, dtsen_worker, dtsen_lake`,
  );
  await admin.query(`grant create on database ${database} to dtsen_owner`);
  await admin.query(`grant temporary on database ${database} to dtsen_worker`);
}

/** Migrates the template once; whoever comes meanwhile waits. */
async function ensureTemplate(place: DeskPlace, prepare: () => Promise<void>): Promise<void> {
  await onServer(place, async (admin) => {
    await admin.query("select pg_advisory_lock(7402699)");
    const done = await admin.query("select from pg_database where datname = $1 and datistemplate", [
      place.database,
    ]);
    if (done.rowCount === 0) {
      await admin.query(`drop database if exists ${place.database} with (force)`);
      await admin.query(`create database ${place.database} template template0`);
      await prepare();
      await admin.query(`alter database ${place.database} is_template true`);
    }
    await admin.query("select pg_advisory_unlock(7402699)");
  });
}

async function schemaDigest(): Promise<string> {
  const digest = createHash("sha256");
  for (const { sha256 } of await readMigrations()) digest.update(sha256);
  digest.update(JSON.stringify(referenceTables()));
  return digest.digest("hex").slice(0, 12);
}

/** A session of an account without its password: for tests of everything behind the door. */
export async function sessionForTests(desk: Desk, username: string): Promise<string> {
  const token = randomBytes(32);
  const { rowCount } = await desk.owner.query(
    `insert into dtsen.session (token_sha256, account_id, device, idle_until, absolute_until)
     select sha256($1), account_id, 'test', now() + interval '1 hour', now() + interval '1 hour'
     from dtsen.account where username = $2`,
    [token, username],
  );
  if (rowCount !== 1) throw new Error(`no account "${username}": seed it first`);
  return token.toString("base64url");
}
