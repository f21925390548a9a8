import pg from "pg";
import type { DeskPasswords, Login } from "./desk-keys.ts";

/** Database role of each login; the administrator keeps the name the server gave it. */
export const ROLE_OF: Readonly<Record<Exclude<Login, "admin">, string>> = {
  owner: "dtsen_owner",
  app: "dtsen_app",
  worker: "dtsen_worker",
  gate: "dtsen_gate",
  sealer: "dtsen_sealer",
  auditor: "dtsen_auditor",
  lake: "dtsen_lake",
};

/** Makes the desk's roles on a server, once; the vault's owner cannot log in at all. */
export async function ensureRoles(admin: pg.Client, passwords: DeskPasswords): Promise<void> {
  await admin.query("select pg_advisory_lock(7402601)");
  try {
    await ensureRole(admin, "dtsen_vault", "nologin");
    for (const [login, role] of Object.entries(ROLE_OF)) {
      const secret = pg.escapeLiteral(passwords[login as Login]);
      await ensureRole(admin, role, "login");
      await admin.query(`alter role ${role} password ${secret}`);
      // Compiling a statement costs a hundred times what these short ones take.
      await admin.query(`alter role ${role} set jit = off`);
    }
    await admin.query("grant dtsen_vault to dtsen_owner");
  } finally {
    await admin.query("select pg_advisory_unlock(7402601)");
  }
}

async function ensureRole(admin: pg.Client, role: string, login: string): Promise<void> {
  const { rowCount } = await admin.query("select from pg_roles where rolname = $1", [role]);
  if (rowCount === 0) await admin.query(`create role ${role} ${login} nocreaterole nocreatedb`);
}

/** Rights on the database itself: schemas for the owner, temporary tables for the worker. */
export async function ensureDatabaseRights(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>("select current_database() as name");
  const name = pg.escapeIdentifier(rows[0]?.name ?? "");
  await admin.query(`revoke all on database ${name} from public`);
  await admin.query(`grant create, connect on database ${name} to dtsen_owner`);
  await admin.query(
    `grant connect on database ${name} to dtsen_app, dtsen_gate, dtsen_sealer, dtsen_auditor, dtsen_lake`,
  );
  await admin.query(`grant connect, temporary on database ${name} to dtsen_worker`);
  await admin.query("revoke create on schema public from public");
}
