import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as Read, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** By hand: who makes plans at the counter, who confirms a forced graduation, who keeps providers, who only sees. */
const MAKES = ["pkh-facilitator", "regency-data-entry"];
const CONFIRMS = ["regency-supervisor", "regency-verifier"];
const KEEPS = ["regency-data-entry", ...CONFIRMS];
const SEES = [...MAKES, ...CONFIRMS, "agency-head", "province-officer", "ministry-officer"];

const tierPlaces = (role: string) => placesOf(TIER_OF[role] ?? "village");
const isCaseWorker = ({ role, purpose, isInForce }: Actor) =>
  isInForce && purpose === "protection" && role === "social-worker";

function plansSeen(actor: Actor): Place[] {
  if (isCaseWorker(actor)) return [...tierPlaces(actor.role), "suppressed"];
  const sees = actor.isInForce && actor.purpose === "service" && SEES.includes(actor.role);
  return sees ? tierPlaces(actor.role) : [];
}

/** Providers work in villages and hide nobody: seen where one's villages are theirs. */
function providersSeen(actor: Actor): Place[] {
  if (plansSeen(actor).length === 0) return [];
  const isNation = TIER_OF[actor.role] === "nation";
  const here = tierPlaces(actor.role).filter((place) => isNation || place !== "moved-in");
  return [...new Set<Place>([...here, "suppressed"])];
}

export const planReads = (): Read[] => [
  seen("plan", placeOfId("plan_no"), plansSeen),
  seen("plan_event", placeOfId("plan_no"), plansSeen),
  seen("plan_group", placeOfId("plan_no"), (actor) =>
    isCaseWorker(actor) ? plansSeen(actor) : [],
  ),
  seen("provider", placeOfId("provider_no"), providersSeen),
  seen("provider_record", placeOfId("provider_no"), providersSeen),
];

/** Every act goes through a function that asks for the right; no table takes one. */
export const NEVER_IN_PLANS: readonly string[] = [
  "update dtsen.plan set state = 'graduated', due_on = null",
  "update dtsen.plan_event set reason = 'natural'",
  "update dtsen.provider set capacity = 100000",
  "update dtsen.provider_record set capacity = 100000",
  "insert into dtsen.plan_group values (101, 1, 1, 1)",
];

/** A plan and a provider at every place, numbered like its person. */
export async function plantPlans(admin: pg.Client): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    await admin.query(`
      insert into provider (provider_no, client_id, kind, name, village_lo, village_hi, status, capacity, since_on)
        overriding system value values (${id}, gen_random_uuid(), 'blk', 'BLK Contoh', ${village}, ${village}, 'active', 2, '2026-01-01');
      insert into provider_record values (${id}, 1, '2026-01-01', 'active', 2, 'Petugas Contoh', 'SK/1', '2099-01-01', 1, now());
      insert into plan (plan_no, client_id, kind, family_id, village_no, domicile_village_no, opened_on, opened_by, state, due_on)
        overriding system value values (${id}, gen_random_uuid(), 'empowerment', ${id}, ${village}, ${home}, '2026-01-01', 1,
          'planning', '2026-01-15');
      insert into plan_event (plan_no, act, reason, on_day, at, by_account) values (${id}, 'assess', 'able', '2026-01-01', now(), 1);
      insert into plan_group values (${id}, ${id}, 24, 12)`);
  }
}

const numberOf = ({ familyId }: FixtureFamily): number => 9000 + familyId;

/** For each family a plan that waits for its assessment, and a provider in its village. */
export async function plantPlanWork(desk: Desk, families: readonly FixtureFamily[]): Promise<void> {
  for (const one of families) {
    const no = numberOf(one);
    await desk.owner.query(
      `with p as (insert into dtsen.provider (provider_no, client_id, kind, name, village_lo, village_hi, status, capacity, since_on)
         overriding system value values ($1::bigint, gen_random_uuid(), 'blk', 'BLK ' || $1::bigint, $3, $3, 'active', 2, '2026-01-01')
         returning provider_no),
       r as (insert into dtsen.provider_record select provider_no, 1, '2026-01-01', 'active', 2, 'Petugas', 'SK/1', '2099-01-01',
         (select min(account_id) from dtsen.account), now() from p)
       insert into dtsen.plan (plan_no, client_id, kind, family_id, village_no, domicile_village_no, opened_on, opened_by, state, due_on)
         overriding system value select $1::bigint, gen_random_uuid(), 'empowerment', $2, $3, $3, '2026-01-01', min(account_id),
           'assessing', '2026-01-15' from dtsen.account`,
      [no, one.familyId, one.villageNo],
    );
  }
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

const RECORD = {
  status: "active",
  capacity: 3,
  officer: "Petugas Contoh",
  decree: "SK/2/2026",
  fromOn: "1990-01-01",
  validTo: "2099-01-01",
};

/** Acts are asked so that whoever may is told why not just now; a provider is really entered. */
export function planProbes(families: Families): Readonly<Record<string, Probe>> {
  const at = (one: FixtureFamily) => `/api/v1/plans/${numberOf(one)}`;
  const named = (one: FixtureFamily) => `"planNo":"${numberOf(one)}"`;
  return {
    listPlans: each(families, () => ["GET", "/api/v1/plans?show=open&limit=50"], named, SEES),
    readPlan: each(families, (one) => ["GET", at(one)], named, SEES),
    openPlan: each(
      families,
      ({ familyId }) => [
        "POST",
        "/api/v1/plans",
        { kind: "empowerment", familyId: String(familyId) },
      ],
      () => "open-already",
      MAKES,
    ),
    stepPlan: each(
      families,
      (one) => ["POST", `${at(one)}/steps`, { act: "accept" }],
      () => "not-now",
      SEES,
    ),
    listProviders: each(
      families,
      () => ["GET", "/api/v1/providers"],
      (one) => `"BLK ${numberOf(one)}"`,
      SEES,
    ),
    addProvider: each(
      families,
      ({ villageNo }) => [
        "POST",
        "/api/v1/providers",
        { ...RECORD, kind: "lks", name: "LKS Contoh", region: String(villageNo) },
      ],
      () => "providerNo",
      KEEPS,
    ),
    recordProvider: each(
      families,
      (one) => ["POST", `/api/v1/providers/${numberOf(one)}/records`, RECORD],
      () => "day-order",
      KEEPS,
    ),
  };
}
