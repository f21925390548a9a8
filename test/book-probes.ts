import { randomUUID } from "node:crypto";
import { numberOf } from "#test/book-work.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as Read, seen } from "#test/rls-probes.ts";
import { homeOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** By hand: who keeps a book, who sees the books of their regency, who divides families, who confirms what touches money. */
const KEEPS = ["pkh-facilitator"];
const CONFIRMS = ["regency-supervisor", "regency-verifier"];
const OVERSEES = [...CONFIRMS, "agency-head"];
const ASSIGNS = ["regency-supervisor"];

const isAtService = ({ purpose, isInForce }: Actor) => isInForce && purpose === "service";

/** Of the facilitator: assigned to her where she serves; another's family she does not see, though in her village. */
function familiesSeen(actor: Actor): Place[] {
  if (!isAtService(actor)) return [];
  if (KEEPS.includes(actor.role)) return ["own", "suppressed-member"];
  return OVERSEES.includes(actor.role) ? placesOf(TIER_OF[actor.role] ?? "village") : [];
}

/** Rows of a person leave out who is hidden. */
const personsSeen = (actor: Actor) =>
  familiesSeen(actor).filter((place) => place !== "suppressed-member");

/** Groups and villages stand where they are; who lives there hides nobody. */
function villagesSeen(actor: Actor): Place[] {
  if (!isAtService(actor)) return [];
  if (KEEPS.includes(actor.role)) return ["own", "suppressed", "suppressed-member"];
  const places = OVERSEES.includes(actor.role) ? placesOf(TIER_OF[actor.role] ?? "village") : [];
  return places.length === 0
    ? []
    : [...places.filter((place) => place !== "moved-in"), "suppressed"];
}
/** One row stands for the village of all who live in it. */
const unreachedSeen = (actor: Actor) =>
  villagesSeen(actor).filter((place) => !place.startsWith("suppressed"));

export const bookReads = (): Read[] => [
  seen("book_assignment", placeOfId("family_id"), familiesSeen),
  seen("book_check", placeOfId("person_id"), personsSeen),
  seen("book_warning", placeOfId("person_id"), personsSeen),
  seen("book_warning_event", placeOfId("warning_no"), personsSeen),
  seen("book_group_family", placeOfId("family_id"), familiesSeen),
  seen("book_attendance", placeOfId("family_id"), familiesSeen),
  seen("book_group", placeOfId("group_no"), villagesSeen),
  seen("book_session", placeOfId("group_no"), villagesSeen),
  seen("book_unreached", unreachedPlace(), unreachedSeen),
];

function unreachedPlace(): string {
  const branches = PLACES.filter(
    (place) => homeOf(place) === villageOf(place) && !place.startsWith("suppressed"),
  );
  const own = branches.map((place) => `when ${villageOf(place)} then '${place}'`);
  return `(case village_no ${[...new Set(own)].join(" ")} end)`;
}

/** Every act goes through a function that asks for the right; no table takes one. */
export const NEVER_IN_BOOKS: readonly string[] = [
  "update dtsen.book_assignment set account_id = dtsen.acting_account()",
  "update dtsen.book_check set result = 'met', excuse = null",
  "update dtsen.book_warning set state = 'cleared', suspends = null",
  "insert into dtsen.book_warning_event (warning_no, act, on_day, at, by_account) values (101, 'meet', current_date, now(), 1)",
  "delete from dtsen.book_attendance",
  "delete from dtsen.book_unreached",
];

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

const DAY = "2026-02-01";
const LETTER = { letter: "SP/2", letterOn: DAY };

/** Acts are asked so that whoever may is told why not just now, or does what leaves everything as it was for the next. */
export function bookProbes(families: Families): Readonly<Record<string, Probe>> {
  const at = ({ familyId }: FixtureFamily) => `/api/v1/book/families/${familyId}`;
  const person = ({ familyId }: FixtureFamily) => ({
    personId: String(familyId * 10),
    commitment: "school",
  });
  const sees = [...KEEPS, ...OVERSEES];
  const village = ({ villageNo }: FixtureFamily) => String(villageNo);
  return {
    readBook: each(
      families,
      () => ["GET", "/api/v1/book"],
      (one) => `"familyId":"${one.familyId}"`,
      KEEPS,
    ),
    readBookFamily: each(
      families,
      (one) => ["GET", at(one)],
      (one) => `"familyId":"${one.familyId}"`,
      sees,
    ),
    recordCommitment: each(
      families,
      (one) => [
        "POST",
        `${at(one)}/checks`,
        { ...person(one), phase: "2026-q1", due: 0, done: 0, source: "visit" },
      ],
      () => '"result":"unknown"',
      KEEPS,
    ),
    listWarnings: each(
      families,
      () => ["GET", "/api/v1/book/warnings"],
      (one) => `"warningNo":"${numberOf(one)}"`,
      sees,
    ),
    openWarning: each(
      families,
      (one) => ["POST", `${at(one)}/warnings`, { ...person(one), ...LETTER }],
      () => "no-failed-check",
      KEEPS,
    ),
    stepWarning: each(
      families,
      (one) => [
        "POST",
        `/api/v1/book/warnings/${numberOf(one)}/steps`,
        { act: "send-first", ...LETTER },
      ],
      () => "not-now",
      sees,
    ),
    listSessions: each(
      families,
      () => ["GET", "/api/v1/book/sessions"],
      (one) => `Balai ${numberOf(one)}`,
      sees,
    ),
    readSession: each(
      families,
      (one) => ["GET", `/api/v1/book/sessions/${numberOf(one)}`],
      (one) => `Balai ${numberOf(one)}`,
      sees,
    ),
    makeGroup: each(
      families,
      (one) => [
        "POST",
        "/api/v1/book/groups",
        { name: "Melati", families: [String(one.familyId)] },
      ],
      () => "groupNo",
      KEEPS,
    ),
    planSession: each(
      families,
      (one) => [
        "POST",
        `/api/v1/book/groups/${numberOf(one)}/sessions`,
        { heldOn: DAY, startsAt: "09:00", module: "money", place: "Balai desa" },
      ],
      () => "sessionNo",
      KEEPS,
    ),
    tickAttendance: each(
      families,
      (one) => [
        "POST",
        `/api/v1/book/sessions/${numberOf(one)}/ticks`,
        { ticks: [{ id: randomUUID(), family: String(one.familyId), mark: "present" }] },
      ],
      () => '"taken":1',
      KEEPS,
    ),
    listAssignments: each(
      families,
      () => ["GET", "/api/v1/book/assignments"],
      (one) => `"code":"${village(one)}"`,
      OVERSEES,
    ),
    assignFamilies: each(
      families,
      (one) => [
        "POST",
        "/api/v1/book/assignments",
        { username: "nobody", village: village(one), decree: "SK/1" },
      ],
      () => "facilitator-unfit",
      ASSIGNS,
    ),
    endAssignments: each(
      families,
      (one) => [
        "POST",
        "/api/v1/book/assignments/end",
        { username: "nobody", village: village(one) },
      ],
      () => '"families"',
      [],
    ),
    noteUnreached: each(
      families,
      (one) => [
        "POST",
        "/api/v1/book/unreached",
        {
          village: village(one),
          commitment: "school",
          fromOn: "2020-01-01",
          toOn: "2020-01-31",
          decree: "SK/1",
        },
      ],
      () => '"families":0',
      ASSIGNS,
    ),
  };
}
