import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { mayReview, maySettleReview } from "#test/endpoint-oracle.ts";
import { plantReviews } from "#test/review-fixture.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { counted, seen, type Probe as TableProbe } from "#test/rls-probes.ts";
import { idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Probe } from "#test/work-probes.ts";

/** Who reviews pairs of records, by hand from Peraturan BPS 6/2025: stewards, the registry, verifiers of a regency. */
const REVIEWERS: readonly string[] = [
  "bps-steward",
  "civil-registry-officer",
  "regency-supervisor",
  "regency-verifier",
];

const reviews = ({ role, purpose, isInForce }: Actor) =>
  isInForce && purpose === "update" && REVIEWERS.includes(role);

/** SQL for whoever acts. */
const ME = "dtsen.acting_account()";

/** By the villages of the records themselves; whoever is hidden for safety is under nobody's eyes. */
function recordsSeen(actor: Actor): Place[] {
  if (!reviews(actor)) return [];
  const tier = TIER_OF[actor.role] ?? "village";
  return placesOf(tier).filter(
    (place) =>
      place !== "suppressed" &&
      place !== "suppressed-member" &&
      (place !== "moved-in" || tier === "nation"),
  );
}

/** Pairs whose two records lie far apart are the nation's. */
const ACROSS = [3001, 3002];
const bothSides = (actor: Actor) =>
  reviews(actor) && TIER_OF[actor.role] === "nation" ? ACROSS.length : 0;

/** Pairs that nobody has decided (the stranger has answered) and pairs that are decided, at every place. */
export async function plantReviewRows(admin: pg.Client, versionNo: number): Promise<void> {
  const stranger = "(select account_id from account where username = 'stranger')";
  const pair = (
    no: number,
    record: number,
    spine: number,
    people: string,
    villages: string,
    state: string,
  ) => `
    insert into review_pair (pair_id, version_no, record_key, spine_key, record_person_id, record_family_id,
        spine_person_id, spine_family_id, record_village_no, spine_village_no, weight, waterfall, stake, value, opened_on,
        is_double, state)
      overriding system value values (${no}, ${versionNo}, ${record}, ${spine}, ${people}, ${villages}, 1, '{}', 'none', 1,
        '2026-01-01', true, '${state}')`;
  for (const place of PLACES) {
    const [id, village] = [idOf(place), villageOf(place)];
    const [people, villages] = [`${id}, ${id}, ${id}, ${id}`, `${village}, ${village}`];
    await admin.query(`
      insert into review_record values (${id}, ${versionNo}, ${id}, ${id}, ${village}, ${id}, 'dtks', 20260101, '\\x00');
      insert into review_cluster (cluster_key, version_no, person_id, family_id, village_lo, village_hi, is_on_register,
          records, deliveries, density_permille, members, edges)
        values (${id}, ${versionNo}, ${id}, ${id}, ${village}, ${village}, true, 2, 2, 1000, '[]', '[]');
      insert into review_event (event_no, version_no, kind, person_id, reason, actor)
        values (${id}, ${versionNo}, 'mint', ${id}, 'new', 'build');
      ${pair(id, id, id + 1000, people, villages, "open")};
      ${pair(id + 1000, id + 2000, id + 1000, people, villages, "decided")};
      insert into review_answer (pair_id, round, account_id, stage, verdict) values
        (${id}, 1, ${stranger}, 'first', 'same'), (${id + 1000}, 1, ${stranger}, 'first', 'different');
      insert into identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
        values (${id + 1000}, 1, ${id}, ${id + 1000}, 'different', 'one-answer', false, ${stranger})`);
  }
  const [own, foreign] = [villageOf("own"), villageOf("foreign")];
  await admin.query(`
    ${pair(ACROSS[0] ?? 0, 4001, 5001, "null, null, null, null", `${own}, ${foreign}`, "open")};
    ${pair(ACROSS[1] ?? 0, 4002, 5002, "null, null, null, null", `${foreign}, ${own}`, "open")};
    insert into review_gold values (${idOf("own")}, 'same');
    insert into review_claim (pair_id, account_id, until) select ${idOf("own")}, account_id, now() from account;
    insert into review_answer (pair_id, round, account_id, stage, verdict)
      select ${ACROSS[0]}, 1, account_id, 'first', 'unsure' from account where username <> 'stranger'`);
}

/** Pairs, records and decisions of one's region; of answers one's own, others' only where nobody is blind any more. */
export function reviewReads(): TableProbe[] {
  return [
    seen("review_record", placeOfId("person_id"), recordsSeen),
    seen("review_cluster", placeOfId("person_id"), recordsSeen),
    seen("review_pair", placeOfId("record_person_id"), recordsSeen),
    seen("review_event", placeOfId("person_id"), recordsSeen),
    seen("identity_decision", placeOfId("left_key"), recordsSeen),
    counted("review_pair", `pair_id in (${ACROSS.join(", ")})`, bothSides),
    counted("review_claim", `account_id <> ${ME}`, () => 0),
    counted("review_claim", `account_id = ${ME}`, () => 1),
    counted("review_answer", `account_id = ${ME}`, () => 1),
    counted("review_answer", `account_id <> ${ME} and verdict = 'same'`, () => 0),
    counted("review_answer", `account_id <> ${ME}`, (actor) => recordsSeen(actor).length),
  ];
}

/** The book and what people said are written by functions alone. */
export const NEVER_IN_REVIEW: readonly string[] = [
  "update dtsen.identity_decision set verdict = 'same'",
  `insert into dtsen.identity_decision (pair_id, round, left_key, right_key, verdict, ground, touches_benefits, decided_by)
   values (101, 1, 1, 2, 'same', 'one-answer', false, ${ME})`,
  `insert into dtsen.review_answer (pair_id, round, stage, verdict) values (101, 1, 'first', 'same')`,
  `insert into dtsen.review_claim (pair_id, account_id, until) values (101, ${ME}, now())`,
  "update dtsen.review_pair set state = 'decided'",
  "select truth as answer from dtsen.review_gold",
  // Which pairs two people answer blindly.
  "select is_double::text as answer from dtsen.review_pair",
];

type Families = () => readonly FixtureFamily[];

let waiting: readonly string[] = [];
let open: readonly string[] = [];

/** For each family a pair that waits for a settler, an open one, and a cluster around the first one's record. */
export async function plantReviewWork(
  desk: Desk,
  versionNo: number,
  families: readonly FixtureFamily[],
): Promise<void> {
  const draftOf = ({ villageNo, headName, nik, kk }: FixtureFamily) => {
    const says = { name: headName, nik, kk };
    return { villageNo, left: says, right: says };
  };
  const drafts = families.map(draftOf);
  const made = await plantReviews(desk, versionNo, [...drafts, ...drafts]);
  [waiting, open] = [made.slice(0, families.length), made.slice(families.length)];
  await desk.owner.query("update dtsen.review_pair set state = 'senior' where pair_id = any ($1)", [
    waiting,
  ]);
  await desk.owner.query(
    `insert into dtsen.review_cluster (cluster_key, version_no, person_id, village_lo, village_hi, is_on_register, records,
       deliveries, density_permille, members, edges)
     select spine_key, version_no, spine_person_id, spine_village_no, spine_village_no, true, 2, 1, 500,
       jsonb_build_array(jsonb_build_object('key', spine_key, 'contradicts', '[]'::jsonb)), '[]'
     from dtsen.review_pair where pair_id = any ($1)`,
    [waiting],
  );
}

/** Reading and answering at every place. */
export function reviewProbes(families: Families): Readonly<Record<string, Probe>> {
  const root = "/api/v1/identity-reviews";
  const told =
    (url: (place: number) => string): Probe =>
    async ({ role, region, ask }) =>
      await Promise.all(
        families().map(async (one, place) => ({
          at: `${role} ${url(place)} ${one.villageNo}`,
          expected: mayReview(role, region, one.villageNo),
          given: (await ask("GET", url(place))).text.includes(one.headName),
        })),
      );
  const acted =
    (act: string, body: object, may: typeof mayReview): Probe =>
    async ({ role, region, ask }) => {
      const findings = [];
      for (const [place, one] of families().entries()) {
        const headers = { "idempotency-key": randomUUID() };
        const { status } = await ask("POST", `${root}/${open[place]}/${act}`, { body, headers });
        const given = status === 200 || status === 409;
        findings.push({
          at: `${role} ${act} at ${one.villageNo}: ${status}`,
          expected: may(role, region, one.villageNo),
          given,
        });
      }
      return findings;
    };
  const only =
    (may: (role: string) => boolean, method: "GET" | "POST", url: string, body?: object): Probe =>
    async ({ role, ask }) => {
      const { status } = await ask(method, `${root}${url}`, body === undefined ? {} : { body });
      return [{ at: `${role} ${url}`, expected: may(role), given: status === 200 }];
    };
  const isReviewer = (role: string) => REVIEWERS.includes(role);
  return {
    claimReviewPairs: only(isReviewer, "POST", "/claims", { take: 1 }),
    readReviewFigures: only(isReviewer, "GET", "/figures"),
    readReviewStatistics: only((role) => maySettleReview(role, "ID", 0), "GET", "/statistics"),
    listReviews: told(() => `${root}?state=senior&limit=50`),
    readReviewPair: told((place) => `${root}/${waiting[place]}`),
    listReviewClusters: told(() => `${root}/clusters?kind=largest&limit=50`),
    readReviewCluster: told((place) => `${root}/clusters/${4_294_967_296 + place}`),
    decideReviewCluster: async ({ role, region, ask }) =>
      await Promise.all(
        families().map(async ({ villageNo }, place) => {
          const { status } = await ask(
            "POST",
            `${root}/clusters/${4_294_967_296 + place}/decisions`,
            {
              body: { verdict: "same", members: ["1", "2"], reason: "uji matriks" },
              headers: { "idempotency-key": randomUUID() },
            },
          );
          // Whoever may is told that these are not among its records.
          const expected = mayReview(role, region, villageNo);
          return {
            at: `${role} cluster at ${villageNo}: ${status}`,
            expected,
            given: status === 400,
          };
        }),
      ),
    answerReview: acted("answers", { verdict: "unsure" }, mayReview),
    confirmReview: acted(
      "confirmation",
      { answer: "reject", reason: "uji matriks" },
      maySettleReview,
    ),
    undoReview: acted("undo", { reason: "uji matriks" }, mayReview),
  };
}
