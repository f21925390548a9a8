import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Probe as EndpointProbe, Finding } from "#test/work-probes.ts";

/** By hand: the village and whoever goes from house to house answer, the social office opens and confirms. */
const SEES = [
  "village-operator",
  "village-head",
  "pkh-facilitator",
  "tksk",
  "psm",
  "tagana",
  "karang-taruna",
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
];

function listsSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees = isInForce && purpose === "verification" && SEES.includes(role);
  return sees ? placesOf(TIER_OF[role] ?? "village") : [];
}

/** Numbers of planted rounds. */
const BEHIND = 400;

/** Lists, names and answers, as the application reads them. */
export const vervalReads = (): Probe[] =>
  ["verval_round", "verval_row", "verval_answer"].map((table) =>
    seen(table, placeOfId(`round_no - ${BEHIND}`), listsSeen),
  );

/** Everything goes through a function that asks for the right; no table takes anything. */
export const NEVER_IN_VERVAL: readonly string[] = [
  "update dtsen.verval_round set due_on = '2030-01-01'",
  "delete from dtsen.verval_row",
  "update dtsen.verval_answer set reason = 'refuses'",
  "insert into dtsen.verval_answer (round_no, family_id, reason, seen_on, by_account, at) values (501, 101, 'refuses', '2026-01-01', 1, now())",
];

/** A list of one name at every place, numbered like its family, not met once. */
export async function plantVerval(admin: pg.Client, version: number): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    await admin.query(`
      insert into verval_round (round_no, program, version_no, region_code, village_lo, village_hi, due_on, legal_basis, opened_by, opened_at)
        overriding system value values (${BEHIND + id}, 'sembako-${id}', ${version}, '99', ${village}, ${village}, '2026-12-31', 'SK contoh', 1, now());
      insert into verval_row values (${BEHIND + id}, ${id}, ${village}, ${home});
      insert into verval_answer (round_no, family_id, reason, seen_on, offered_on, by_account, at)
        values (${BEHIND + id}, ${id}, 'not-found', '2026-11-01', '2026-11-05', 1, now())`);
  }
}

const roundOf = ({ familyId }: FixtureFamily): number => 71_000 + familyId;
const basisOf = ({ familyId }: FixtureFamily): string => `SK verval ${familyId} akhir`;

/** For each family a list of its own, with a name that nobody has answered. */
export async function plantVervalRounds(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  for (const one of families)
    await desk.owner.query(
      `with round as (
         insert into dtsen.verval_round (round_no, program, version_no, region_code, village_lo, village_hi, due_on, legal_basis,
           opened_by, opened_at)
         overriding system value
         select $1, 'x' || $2::bigint, p.version_no, $3::text, $3::bigint, $3::bigint, '2999-12-31', $4,
           (select min(account_id) from dtsen.account), now() from dtsen.publication_pointer p returning round_no)
       insert into dtsen.verval_row select round_no, $2::bigint, $3::bigint, $3::bigint from round`,
      [roundOf(one), one.familyId, one.villageNo, basisOf(one)],
    );
}

type Request = readonly [method: "GET" | "POST", url: string, body?: object];
/** By hand: who goes from house to house, who is the second person, who opens. */
const ANSWERS = SEES.filter(
  (role) => !["village-head", "regency-supervisor", "regency-verifier"].includes(role),
);
const CONFIRMS = ["village-head", "regency-supervisor", "regency-verifier"];

export function vervalProbes(
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, EndpointProbe>> {
  const each =
    (
      request: (one: FixtureFamily) => Request,
      words: (one: FixtureFamily) => string,
      roles: readonly string[],
      isEverywhere = false,
    ): EndpointProbe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        const [method, url, body] = request(one);
        const headers = { "idempotency-key": randomUUID() };
        const { text } = await ask(method, url, {
          headers,
          ...(body === undefined ? {} : { body }),
        });
        const isHere = isEverywhere || contains(region, one.villageNo);
        const at = `${role} ${method} ${url} at ${one.villageNo}`;
        findings.push({
          at,
          expected: roles.includes(role) && isHere,
          given: text.includes(words(one)),
        });
      }
      return findings;
    };
  const at = (one: FixtureFamily) => `/api/v1/verval-rounds/${roundOf(one)}`;
  const today = new Date().toISOString().slice(0, 10);
  return {
    listVervalRounds: each(() => ["GET", "/api/v1/verval-rounds"], basisOf, SEES),
    openVervalRound: each(
      ({ villageNo }) => [
        "POST",
        "/api/v1/verval-rounds",
        { program: "pkh", region: String(villageNo), dueOn: "2020-01-01", legalBasis: "SK contoh" },
      ],
      () => "day-past",
      ["regency-supervisor"],
    ),
    listVervalVillages: each(
      (one) => ["GET", `${at(one)}/villages`],
      ({ villageNo }) => String(villageNo),
      SEES,
    ),
    listVervalRows: each(
      (one) => ["GET", `${at(one)}/rows?limit=50`],
      ({ headName }) => headName,
      SEES,
    ),
    // Goes another way, and so may be said again and again.
    answerVervalRow: each(
      (one) => [
        "POST",
        `${at(one)}/rows/${one.familyId}/answers`,
        { reason: "new-member", seenOn: today },
      ],
      () => '"elsewhere"',
      ANSWERS,
    ),
    // Nobody waits: whoever may confirm is told so, wherever it is, and nobody else.
    confirmVervalRows: each(
      (one) => [
        "POST",
        `${at(one)}/confirmations`,
        { reason: "well-off", families: [String(one.familyId)] },
      ],
      () => "tidak menunggu pengesahan",
      CONFIRMS,
      true,
    ),
  };
}
