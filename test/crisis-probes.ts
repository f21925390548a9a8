import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as Read, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** By hand: who checks and hands out in an emergency, who declares one, who looks at it afterwards, who sees it. */
const WORKS = [
  ...["village-operator", "pkh-facilitator", "tksk", "psm", "tagana", "karang-taruna"],
  "regency-data-entry",
];
const AUDITS = ["province-officer", "ministry-officer"];
const DECLARES = ["regency-data-entry", "regency-supervisor", "regency-verifier", ...AUDITS];
const SIGNS = ["agency-head", "regent", "governor", "minister"];
const SEES = [...new Set([...WORKS, ...DECLARES, ...SIGNS, "village-head"])];

function crisesSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees =
    (purpose === "service" && SEES.includes(role)) ||
    (purpose === "protection" && role === "social-worker") ||
    (purpose === "supervision" && role === "auditor");
  return isInForce && sees ? [...placesOf(TIER_OF[role] ?? "village"), "suppressed"] : [];
}

/** A row of a hidden family is seen by those who hide. */
const rowsSeen = (actor: Actor): Place[] =>
  crisesSeen(actor).filter((place) => place !== "suppressed" || actor.role === "social-worker");

export const crisisReads = (): Read[] => [
  ...["crisis", "crisis_area", "crisis_act", "crisis_item"].map((table) =>
    seen(table, placeOfId("crisis_no"), crisesSeen),
  ),
  ...["crisis_row", "crisis_event", "crisis_audit"].map((table) =>
    seen(table, placeOfId("row_no"), rowsSeen),
  ),
];

/** Every act goes through a function that asks for the right; no table takes one. */
export const NEVER_IN_CRISES: readonly string[] = [
  "update dtsen.crisis set is_confirmed = true, end_on = end_on + 30",
  "update dtsen.crisis_act set answer = 'confirmed'",
  "update dtsen.crisis_row set state = 'here'",
  "update dtsen.crisis_event set amount_rupiah = 1",
  "update dtsen.crisis_audit set finding = 'in-order'",
  "update dtsen.crisis_area set village_hi = 9999999999",
  "update dtsen.crisis_item set amount_rupiah = 1000000000",
];

/** An emergency whose last day is over, its one family, a check and an audit row: all numbered alike. */
const planted = (id: string, village: string, family: string, version: string) => `
  insert into dtsen.crisis (crisis_no, client_id, kind, name, status, start_on, end_on, clock_village, rule, budget_rupiah, version_no,
      made_by, is_confirmed, well_off_from, sample_least, audit_opened_at) overriding system value
    values (${id}, gen_random_uuid(), 'flood', 'Banjir ' || ${id}, 'response', '2026-01-01', '2026-01-05', ${village}, '{}', 1000,
      ${version}, (select min(account_id) from dtsen.account), true, 9, 1, now());
  insert into dtsen.crisis_area values (${id}, ${village}, ${village});
  insert into dtsen.crisis_act (crisis_no, act_no, act, paper, signed_on, status, end_on, proposed_by, confirm_before, answer, answered_by)
    values (${id}, 1, 'declare', 'SK/1', '2026-01-01', 'response', '2026-01-05', (select min(account_id) from dtsen.account), now(),
      'confirmed', (select max(account_id) from dtsen.account));
  insert into dtsen.crisis_item values (${id}, 1, 'cash', 'family', 100);
  insert into dtsen.crisis_row (row_no, crisis_no, family_id, village_no, size) overriding system value
    values (${id}, ${id}, ${family}, ${village}, 1);
  insert into dtsen.crisis_event (client_id, crisis_no, row_no, act, word, subject, by_account)
    values (gen_random_uuid(), ${id}, ${id}, 'check', 'here', ${family}, (select min(account_id) from dtsen.account));
  insert into dtsen.crisis_audit values (${id}, ${id}, '{drawn}')`;

export async function plantCrises(admin: pg.Client): Promise<void> {
  for (const place of PLACES) {
    const id = String(idOf(place));
    await admin.query(planted(id, String(homeOf(place)), id, "1"));
  }
}

const numberOf = ({ familyId }: FixtureFamily): number => 9500 + familyId;

export async function plantCrisisWork(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  for (const one of families)
    await desk.owner.query(
      planted(String(numberOf(one)), String(one.villageNo), String(one.familyId), "1"),
    );
}

type Families = () => readonly FixtureFamily[];
type Request = readonly [method: "GET" | "POST", url: string, body?: object];

const each =
  (
    families: Families,
    request: (one: FixtureFamily) => Request,
    words: (one: FixtureFamily) => string,
    who: readonly string[],
  ): Probe =>
  async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const one of families()) {
      const [method, url, body] = request(one);
      const more = { purpose: "service", headers: { "idempotency-key": randomUUID() } };
      const { text } = await ask(method, url, body === undefined ? more : { ...more, body });
      const expected = who.includes(role) && contains(region, one.villageNo);
      const given = text.includes(words(one));
      findings.push({ at: `${role} ${method} ${url} at ${one.villageNo}`, expected, given });
    }
    return findings;
  };

const DRAFT = {
  kind: "flood",
  name: "Banjir Contoh",
  status: "response",
  paper: "360/1/2026",
  signedOn: "2026-01-01",
  startOn: "2026-01-01",
  endOn: "2026-01-02",
  who: { pattern: "everybody" },
  items: [{ kind: "cash", unit: "family", amountRupiah: 1 }],
  budgetRupiah: 1,
};

/** Acts are asked so that whoever may is told that the days are over. */
export function crisisProbes(families: Families): Readonly<Record<string, Probe>> {
  const at = (one: FixtureFamily) => `/api/v1/crises/${numberOf(one)}`;
  const named = (one: FixtureFamily) => `"name":"Banjir ${numberOf(one)}"`;
  return {
    listCrises: each(families, () => ["GET", "/api/v1/crises"], named, SEES),
    readCrisis: each(families, (one) => ["GET", at(one)], named, SEES),
    declareCrisis: each(
      families,
      ({ villageNo }) => [
        "POST",
        "/api/v1/crises",
        { ...DRAFT, regions: [String(villageNo).slice(0, 4)] },
      ],
      () => "day-order",
      DECLARES,
    ),
    stepCrisis: each(
      families,
      (one) => ["POST", `${at(one)}/steps`, { act: "report", paper: "LHP/1" }],
      () => "audit-open",
      AUDITS,
    ),
    searchCrisisRows: each(
      families,
      (one) => ["POST", `${at(one)}/rows/search`, { show: "all" }],
      ({ headName }) => headName,
      SEES,
    ),
    addCrisisRow: each(
      families,
      (one) => [
        "POST",
        `${at(one)}/rows`,
        { name: "Budi Contoh", village: String(one.villageNo), size: 1 },
      ],
      () => `"code":"ended"`,
      WORKS,
    ),
    workInCrisis: each(
      families,
      (one) => [
        "POST",
        `${at(one)}/work`,
        { acts: [{ id: randomUUID(), rowNo: String(numberOf(one)), act: "check", check: "here" }] },
      ],
      () => `"code":"ended"`,
      WORKS,
    ),
  };
}
