import pg from "pg";
import { type DeskPasswords, deskPasswords, type Login, lakeJobSecret } from "./desk-keys.ts";
import { type EmbeddedServer, startEmbedded, stopEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { writeReference } from "./reference-rows.ts";
import { writeRegions } from "./region-rows.ts";
import { ensureDatabaseRights, ensureRoles, ROLE_OF } from "./roles.ts";
import { readDeskTypes } from "./value-types.ts";

/** What the desk needs to know; a part of Settings. */
export type DeskSettings = {
  readonly dataFolder: string;
  readonly keyFolder: string;
  /** A PostgreSQL 15+ of the office's own; its login must be able to create roles. */
  readonly databaseUrl: string | undefined;
  readonly isProduction: boolean;
};

/** The desk: one pool a role, so that no request can become more than it is. */
export type Desk = {
  readonly app: pg.Pool;
  readonly worker: pg.Pool;
  readonly owner: pg.Pool;
  /** Signing in, and nothing else. */
  readonly gate: pg.Pool;
  readonly sealer: pg.Pool;
  readonly auditor: pg.Pool;
  /** For the lake worker's own process, which is given this and nothing more. */
  readonly lakeAccess: LakeAccess;
  readonly settings: DeskSettings;
  close(): Promise<void>;
};

/** How the lake worker comes in, and what the jobs it takes are signed with. */
export type LakeAccess = {
  readonly login: pg.ClientConfig;
  /** Base64. */
  readonly jobKey: string;
};

/** Address of one database and who may come in as administrator. */
export type DeskPlace = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly admin: { readonly user: string; readonly password: string };
  readonly ssl?: pg.ClientConfig["ssl"];
};

const DATABASE = "dtsen";
const OLDEST_SERVER = 150000;

/** Starts or joins the embedded server, or goes to DATABASE_URL; migrates; answers pools. */
export async function openDesk(settings: DeskSettings): Promise<Desk> {
  const passwords = deskPasswords(settings.keyFolder);
  const server = settings.databaseUrl === undefined ? await startEmbedded(settings) : undefined;
  const place =
    server === undefined
      ? placeOfUrl(settings.databaseUrl ?? "")
      : placeOfServer(server, passwords, DATABASE);
  const leave = async () => {
    if (server?.isOurs && (await countOthers(place)) === 0) await stopEmbedded(server);
  };
  try {
    if (server !== undefined) await ensureDatabase(place);
    await prepareDatabase(place, passwords);
  } catch (error) {
    await leave().catch(() => undefined);
    throw error;
  }
  return openPools(settings, place, passwords, leave);
}

export function placeOfServer(
  server: Pick<EmbeddedServer, "host" | "port">,
  passwords: DeskPasswords,
  database: string,
): DeskPlace {
  const admin = { user: "postgres", password: passwords.admin };
  return { host: server.host, port: server.port, database, admin };
}

function placeOfUrl(address: string): DeskPlace {
  const url = new URL(address);
  const mode = url.searchParams.get("sslmode");
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    admin: { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    ...(mode === null || mode === "disable"
      ? {}
      : { ssl: { rejectUnauthorized: mode !== "require" } }),
  };
}

/** Makes the database where there is none; a race between two starters has one winner and no loser. */
export async function ensureDatabase(place: DeskPlace): Promise<void> {
  await withAdmin({ ...place, database: "postgres" }, async (admin) => {
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [
      place.database,
    ]);
    if (rowCount !== 0) return;
    try {
      await admin.query(
        `create database ${pg.escapeIdentifier(place.database)} template template0`,
      );
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      if (!["42P04", "23505"].includes(code)) throw error;
    }
  });
}

/** Roles, rights, migrations. Doing it again changes nothing. */
export async function prepareDatabase(place: DeskPlace, passwords: DeskPasswords): Promise<void> {
  await withAdmin(place, async (admin) => {
    const { rows } = await admin.query<{ v: string }>(
      "select current_setting('server_version_num') as v",
    );
    if (Number(rows[0]?.v) < OLDEST_SERVER) {
      throw new Error(`PostgreSQL 15 or newer is needed, ${place.host} has ${rows[0]?.v}`);
    }
    await ensureRoles(admin, passwords);
    await ensureDatabaseRights(admin);
  });
  const owner = new pg.Client(loginConfig(place, "dtsen_owner", passwords.owner));
  await owner.connect();
  try {
    await migrate(owner);
    await writeReference(owner);
    await writeRegions(owner);
    await writeLakeJobKey(owner, passwords);
  } finally {
    await owner.end();
  }
}

/** The desk signs with it and no role but the owner reads it; a restored desk gets it anew. */
async function writeLakeJobKey(owner: pg.Client, passwords: DeskPasswords): Promise<void> {
  await owner.query(
    `insert into dtsen.lake_job_key (secret) values ($1)
     on conflict (one) do update set secret = excluded.secret where lake_job_key.secret <> excluded.secret`,
    [lakeJobSecret(passwords)],
  );
}

/** One connection as administrator, closed whatever happens. */
export async function withAdmin<T>(
  place: DeskPlace,
  work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  const admin = new pg.Client(loginConfig(place, place.admin.user, place.admin.password));
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

export function loginConfig(place: DeskPlace, user: string, password: string): pg.ClientConfig {
  const { host, port, database, ssl } = place;
  return {
    host,
    port,
    database,
    user,
    password,
    ...(ssl === undefined ? {} : { ssl }),
    options: "-c search_path=dtsen,pg_temp -c timezone=UTC",
    application_name: `dtsen ${user}`,
  };
}

/** Pools over an address that is ready. `last` runs after they are closed. */
export function openPools(
  settings: DeskSettings,
  place: DeskPlace,
  passwords: DeskPasswords,
  last: () => Promise<void>,
): Desk {
  readDeskTypes();
  const pool = (login: Exclude<Login, "admin" | "lake">, max: number): pg.Pool => {
    const made = new pg.Pool({
      ...loginConfig(place, ROLE_OF[login], passwords[login]),
      max,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    made.on("error", () => undefined);
    return made;
  };
  const pools = {
    app: pool("app", 20),
    worker: pool("worker", 6),
    owner: pool("owner", 2),
    gate: pool("gate", 4),
    sealer: pool("sealer", 1),
    auditor: pool("auditor", 2),
  };
  const close = async () => {
    await Promise.all(Object.values(pools).map((each) => each.end()));
    await last();
  };
  const lakeAccess = {
    login: loginConfig(place, ROLE_OF.lake, passwords.lake),
    jobKey: lakeJobSecret(passwords).toString("base64"),
  };
  return { ...pools, lakeAccess, settings, close };
}

async function countOthers(place: DeskPlace): Promise<number> {
  return await withAdmin({ ...place, database: "postgres" }, async (admin) => {
    const { rows } = await admin.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return rows[0]?.n ?? 0;
  });
}
