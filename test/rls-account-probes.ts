import { type Actor, oversees } from "#test/rls-oracle.ts";
import { counted, ME, type Probe } from "#test/rls-probes.ts";

const manages = ({ role, purpose, isInForce }: Actor) =>
  isInForce && role === "account-admin" && purpose === "administration";
/** Auditors see persons and offices behind an act; the data protection officer sees numbers. */
const namesOfficers = (actor: Actor) => oversees(actor) && actor.role === "auditor";
const confirms = ({ role, purpose, isInForce }: Actor) =>
  isInForce && role === "agency-head" && purpose === "administration";

/** Accounts and appointments: one's own, those one manages or confirms, and all for auditors. */
export function accountReads(): Probe[] {
  return [
    counted("account", "username = 'regent'", (actor) =>
      manages(actor) || confirms(actor) || namesOfficers(actor) || actor.role === "regent" ? 1 : 0,
    ),
    counted("account", "username = 'minister'", (actor) =>
      manages(actor) || namesOfficers(actor) || actor.role === "minister" ? 1 : 0,
    ),
    counted("appointment", "role_code = 'regent'", (actor) =>
      manages(actor) || confirms(actor) || namesOfficers(actor) || actor.role === "regent" ? 1 : 0,
    ),
    counted("appointment", "role_code = 'minister'", (actor) =>
      manages(actor) || namesOfficers(actor) || actor.role === "minister" ? 1 : 0,
    ),
  ];
}

/** Giving and confirming, as whoever acts, within what the law book lets the giver give. */
export function appointmentActs(): Probe[] {
  const stranger = "(select min(account_id) from dtsen.account where username = 'stranger')";
  const entry = (
    what: string,
    role: string,
    office: string,
    region: string,
    by: string,
    expected: Probe["expected"],
  ): Probe => ({
    table: "appointment",
    name: `add appointment ${what}`,
    sql: `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, valid_from, valid_to, decree, appointed_by)
      select ${stranger}, '${office}', '${role}', region_id, village_lo, village_hi, '2026-01-01', '2027-01-01', 'x', ${by}
      from dtsen.region where ${region}`,
    expected,
  });
  const own = "tier = 'village' and village_lo = 3204052001";
  const managed = (actor: Actor) => (manages(actor) ? "added" : "denied");
  return [
    entry("in another's name", "village-head", "desa", own, "1", () => "denied"),
    entry("of one's own", "village-head", "desa", own, ME, managed),
    entry("at the ministry", "ministry-officer", "pusdatin-kesos", "tier = 'nation'", ME, managed),
    entry("at a wrong tier", "village-head", "desa", "tier = 'nation'", ME, () => "denied"),
    entry("in a wrong office", "village-head", "dinsos", own, ME, () => "denied"),
    {
      table: "appointment",
      name: "confirm an appointment that waits",
      sql: `update dtsen.appointment set confirmed_by = ${ME} where role_code = 'psm' and confirmed_by is null`,
      expected: (actor) => (manages(actor) || confirms(actor) ? "1" : "0"),
    },
    {
      table: "appointment",
      name: "confirm once more what is confirmed",
      sql: `update dtsen.appointment set confirmed_by = ${ME} where role_code = 'regent'`,
      expected: (actor) => (manages(actor) || confirms(actor) ? "denied" : "0"),
    },
  ];
}
