import { createHash } from "node:crypto";
import { Secret } from "otpauth";
import type pg from "pg";
import { OFFICES, type OfficeTier } from "#domain/institution.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { ROLE_TERMS, ROLES, type Role } from "#domain/role.ts";
import { hashPassword, totpPlace } from "./accounts.ts";
import { appoint as appointTo } from "./appointments.ts";
import { encryptField, type FieldKeys, openFieldKeys } from "./field-cipher.ts";
import type { Desk } from "./open.ts";
import { transactionOf } from "./transact.ts";

/** One demo account as it is printed: everything somebody needs to try the desk. */
export type DemoAccount = {
  readonly username: string;
  readonly password: string;
  readonly personName: string;
  readonly role: Role;
  readonly roleName: string;
  readonly regionName: string;
  /** Base32; for an authenticator, or totpCode(). */
  readonly totpSecret: string;
};

export type DemoProblem = "demo-refused-in-production" | "region-unknown";

type Region = {
  readonly tier: OfficeTier;
  readonly region_id: number;
  readonly name: string;
  readonly village_lo: number;
  readonly village_hi: number;
};

/** Same for all demo accounts, and said so on the screen. */
export const DEMO_PASSWORD = "contoh-dtsen";
const DECREE = "SK Contoh 1/2026";
/** Roles whose gravest act takes two: erasing, an answer by hand that takes somebody off the list, a determination, too many removals. */
const TWICE: readonly Role[] = ["bps-steward", "civil-registry-officer", "program-determiner"];
const GIVEN = ["Sari", "Wayan", "Ucok", "Dewi", "Made", "Rahmat", "Ningsih", "Yosef", "Fatimah"];
const FAMILY = ["Contoh", "Percontohan", "Peraga", "Simulasi"];

/**
 * One account a role for the example regency (its code with or without dots), a second of those who
 * act in pairs; refused in production.
 * Two administrators appoint: one makes, the other confirms. A second call answers the same.
 */
export async function seedDemoAccounts(
  desk: Desk,
  regency: string,
): Promise<Result<readonly DemoAccount[], DemoProblem>> {
  if (desk.settings.isProduction) return refuse("demo-refused-in-production");
  const client = await desk.owner.connect();
  try {
    const regions = await readRegions(client, regency.replaceAll(".", ""));
    if (regions === undefined) return refuse("region-unknown");
    await client.query("begin");
    const accounts = await seedAll(client, regions, openFieldKeys(desk.settings.keyFolder));
    await client.query("commit");
    return accept(accounts);
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** How many demo accounts could sign in here: everybody knows their password and codes. */
export async function countDemoAccounts(desk: Desk): Promise<number> {
  const { rows } = await desk.owner.query<{ n: number }>(
    "select count(*)::int as n from dtsen.account where is_demo and disabled_at is null",
  );
  return rows[0]?.n ?? 0;
}

/** Accounts by name; a second one of a role carries a number. */
const SEATS: readonly { readonly username: string; readonly role: Role }[] = [
  ...ROLES.filter((role) => role !== "citizen").map((role) => ({ username: role, role })),
  ...TWICE.map((role) => ({ username: `${role}-2`, role })),
];

async function seedAll(
  client: pg.ClientBase,
  regions: ReadonlyMap<OfficeTier, Region>,
  keys: FieldKeys,
): Promise<DemoAccount[]> {
  const password = await hashPassword(DEMO_PASSWORD);
  const first = await makeAccount(client, "appointer", "Admin Contoh Satu", password, keys);
  const second = await makeAccount(client, "confirmer", "Admin Contoh Dua", password, keys);
  const accounts: DemoAccount[] = [];
  for (const [place, { username, role }] of SEATS.entries()) {
    const terms = ROLE_TERMS[role];
    const region = regions.get(terms.tiers[0]);
    if (region === undefined) throw new Error(`no region of tier ${terms.tiers[0]} for ${role}`);
    const name = `${GIVEN[place % GIVEN.length]} ${FAMILY[place % FAMILY.length]} ${place + 1}`;
    const account = await makeAccount(client, username, name, password, keys);
    await appoint(client, { account, role, region, first, second });
    accounts.push({
      username,
      password: DEMO_PASSWORD,
      personName: name,
      role,
      roleName: terms.words.id,
      regionName: region.name,
      totpSecret: demoSecret(username),
    });
  }
  return accounts;
}

async function makeAccount(
  client: pg.ClientBase,
  username: string,
  personName: string,
  password: string,
  keys: FieldKeys,
): Promise<number> {
  await client.query(
    `insert into dtsen.account (username, person_name, password_hash, is_demo, enrolled_at)
     values ($1, $2, $3, true, now())
     on conflict (username) do nothing`,
    [username, personName, password],
  );
  const { rows } = await client.query<{ account_id: number; has_totp: boolean }>(
    "select account_id, totp_secret_enc is not null as has_totp from dtsen.account where username = $1",
    [username],
  );
  const found = rows[0];
  if (found === undefined) throw new Error(`demo account ${username} was not made`);
  if (!found.has_totp) {
    const secret = encryptField(keys, totpPlace(found.account_id), demoSecret(username));
    await client.query("update dtsen.account set totp_secret_enc = $2 where account_id = $1", [
      found.account_id,
      secret,
    ]);
  }
  return found.account_id;
}

async function appoint(
  client: pg.ClientBase,
  draft: {
    readonly account: number;
    readonly role: Role;
    readonly region: Region;
    readonly first: number;
    readonly second: number;
  },
): Promise<void> {
  const { account, role, region, first, second } = draft;
  const terms = ROLE_TERMS[role];
  const own = OFFICES.filter(({ institution }) => terms.institutions.includes(institution));
  const office = own.find(({ tier }) => tier === region.tier) ?? own[0] ?? OFFICES[0];
  const tx = transactionOf(client);
  const [days] = await tx.query<{ from: string; to: string; is_held: boolean }>(
    `select current_date - 1 as from, current_date + 365 as to, exists (
       select from dtsen.appointment where account_id = $1 and role_code = $2) as is_held`,
    [account, role],
  );
  if (days === undefined || office === undefined || days.is_held) return;
  const made = await appointTo(tx, {
    accountId: account,
    officeCode: office.code,
    role,
    regionId: region.region_id,
    villageLo: region.village_lo,
    villageHi: region.village_hi,
    programs: role === "program-determiner" ? ["pkh", "sembako", "pbi-jk", "blt-desa"] : [],
    validFrom: days.from,
    validTo: days.to,
    decree: DECREE,
    appointedBy: first,
    confirmedBy: second,
  });
  if (!made.ok) throw new Error(`demo account of ${role}: ${made.problem}`);
}

/** The regency, its province, the nation, and its first district and village. */
async function readRegions(
  client: pg.ClientBase,
  digits: string,
): Promise<ReadonlyMap<OfficeTier, Region> | undefined> {
  const low = Number(digits.padEnd(10, "0"));
  const { rows } = await client.query<Region>(
    `select distinct on (tier) tier, region_id, name, village_lo, village_hi from dtsen.region
     where (tier in ('nation', 'province', 'regency') and $1 between village_lo and village_hi)
       or (tier in ('district', 'village') and village_lo between $1 and $2)
     order by tier, village_lo`,
    [low, Number(digits.padEnd(10, "9"))],
  );
  const regions = new Map(rows.map((row) => [row.tier, row]));
  return digits.length === 4 && regions.has("regency") ? regions : undefined;
}

/** Known to everyone who reads this file: that is why demo accounts are refused in production. */
export function demoSecret(username: string): string {
  const bytes = createHash("sha1").update(`demo ${username}`).digest();
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}
