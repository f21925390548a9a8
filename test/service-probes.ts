import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { CaseKind } from "#domain/case-kinds.ts";
import type { Purpose } from "#domain/purpose.ts";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe as ReadProbe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** One kind of case that families ask for beside aid: by hand, who sees it, under what purpose. */
type Kind = {
  readonly kind: CaseKind;
  readonly table: string;
  readonly path: string;
  readonly name: string;
  readonly purpose: Purpose;
  readonly sees: readonly string[];
  readonly step: string;
  /** By which it was routed. */
  readonly rules?: readonly string[];
  /** Its own row of case $1; $2 lies between it and the complaint of the same family. */
  readonly insert: string;
  /** Of the endpoint that opens one: who may, and a body that is refused for what it says. */
  readonly opens: {
    readonly operation: string;
    readonly body: (one: FixtureFamily) => object;
    readonly refusedAs: string;
    readonly roles: readonly string[];
    /** What is refused is refused before anybody looks where it happened. */
    readonly isEverywhere?: true;
  };
  /** Numbers of planted cases, apart from those of other kinds. */
  readonly behind: number;
};

const COMPLAINTS_BEHIND = 1500;
const complaintOf = (familyId: number): number => COMPLAINTS_BEHIND * 100 + familyId;

const KINDS: readonly Kind[] = [
  {
    kind: "resignation",
    table: "resignation",
    path: "resignations",
    name: "Resignation",
    purpose: "verification",
    sees: [
      "pkh-facilitator",
      "regency-data-entry",
      "regency-supervisor",
      "regency-verifier",
      "agency-head",
      "province-officer",
      "ministry-officer",
    ],
    step: "identity",
    insert: `insert into dtsen.resignation (case_id, programs, channel) select $1::bigint, '{pkh}', 'counter' where $2::bigint is not null`,
    opens: {
      operation: "openResignation",
      body: ({ familyId }) => ({ familyId: String(familyId), programs: ["pkh"] }),
      refusedAs: "open-already",
      roles: ["pkh-facilitator", "regency-data-entry"],
    },
    behind: 1200,
  },
  {
    kind: "complaint",
    table: "complaint",
    path: "complaints",
    name: "Complaint",
    purpose: "complaint",
    sees: [
      "regency-data-entry",
      "regency-supervisor",
      "regency-verifier",
      "agency-head",
      "province-officer",
      "ministry-officer",
    ],
    step: "regency-examination",
    rules: ["regency-examines"],
    insert: `insert into dtsen.complaint (case_id, topics, party, channel, is_threatened, receipt_index)
      select $1::bigint, '{aid-cut}', 'village', 'hotline', false, int8send($1::bigint) where $2::bigint is not null`,
    opens: {
      operation: "openComplaint",
      body: ({ villageNo }) => ({
        ...{ village: String(villageNo), channel: "hotline", topics: ["aid-cut"] },
        ...{ party: "village", happenedOn: "2999-01-01" },
      }),
      refusedAs: "day-to-come",
      roles: ["regency-data-entry", "province-officer", "ministry-officer"],
      isEverywhere: true,
    },
    behind: COMPLAINTS_BEHIND,
  },
  {
    kind: "appeal",
    table: "appeal",
    path: "appeals",
    name: "Appeal",
    purpose: "complaint",
    sees: ["province-officer", "ministry-officer"],
    step: "province-review",
    rules: ["province-reviews"],
    insert: `insert into dtsen.appeal (case_id, of_case, channel) values ($1::bigint, $1::bigint - $2::bigint, 'web')`,
    opens: {
      operation: "openAppeal",
      body: ({ familyId }) => ({ ofCase: String(complaintOf(familyId)) }),
      refusedAs: "not-refused",
      roles: ["regency-data-entry", "province-officer", "ministry-officer"],
    },
    behind: 1800,
  },
];

const of =
  ({ sees, purpose: wanted }: Kind) =>
  ({ role, purpose, isInForce }: Actor): Place[] =>
    isInForce && purpose === wanted && sees.includes(role)
      ? placesOf(TIER_OF[role] ?? "village")
      : [];

/** By hand: who of those that see complaints may know who complains. */
const KNOWS_WHO = [
  "regency-supervisor",
  "regency-verifier",
  "province-officer",
  "ministry-officer",
];
const whoKnows = ({ role, purpose, isInForce }: Actor): Place[] =>
  isInForce && purpose === "complaint" && KNOWS_WHO.includes(role)
    ? placesOf(TIER_OF[role] ?? "village")
    : [];

export const serviceReads = (): ReadProbe[] =>
  KINDS.flatMap((kind) => [
    seen("case_file", placeOfId(`case_id - ${kind.behind}`), of(kind)),
    seen(kind.table, placeOfId(`case_id - ${kind.behind}`), of(kind)),
  ]).concat(
    // Who complains is for whoever examines, at the village where it happened.
    seen("complainant", placeOfId(`case_id - ${COMPLAINTS_BEHIND}`), whoKnows),
  );

export const NEVER_IN_SERVICES: readonly string[] = [
  "update dtsen.resignation set met_on = null",
  "delete from dtsen.resignation",
  "update dtsen.complaint set party = 'unknown'",
  "insert into dtsen.complainant values (1501, 1)",
  "update dtsen.appeal set reopens_at = '{}'",
];

export async function plantServiceRows(admin: pg.Client): Promise<void> {
  for (const { kind, behind, step, insert, rules = [] } of KINDS)
    for (const place of PLACES) {
      const number = behind + idOf(place);
      await admin.query(
        `insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency,
           opened_at, opened_by, state, step, rules, holder_institution, holder_tier, since)
         overriding system value values ($1, $2, gen_random_uuid(), '\\x00', $3, $4, $5, 'planned', now(), 1, 'open', $6, $7,
           'regency-government', 'regency', now())`,
        [number, kind, idOf(place), villageOf(place), homeOf(place), step, [...rules]],
      );
      await admin.query(insert, [number, behind - COMPLAINTS_BEHIND]);
      if (kind === "complaint")
        await admin.query("insert into dtsen.complainant values ($1, $2)", [number, idOf(place)]);
    }
}

const caseOf = ({ behind }: Kind, { familyId }: FixtureFamily): number => behind * 100 + familyId;

/** For each family a case of each kind, and a call to the province. */
export async function plantServices(desk: Desk, families: readonly FixtureFamily[]): Promise<void> {
  for (const kind of KINDS)
    for (const one of families) {
      await desk.owner.query(
        `with file as (
           insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no,
             urgency, opened_at, opened_by, state, step, rules, holder_institution, holder_tier, since)
           overriding system value
           select $1::bigint, $4, gen_random_uuid(), '\\x00', $2::bigint, $3, $3, 'planned', now(), min(account_id),
             'open', $5, $6, 'regency-government', 'regency', now() from dtsen.account returning case_id),
         event as (
           insert into dtsen.case_event (case_id, act, step, at) select case_id, 'escalate', $5, now() from file
           returning case_id, event_no)
         insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
         select case_id, event_no, 'province-government', 'province', now() from event`,
        [
          caseOf(kind, one),
          one.familyId,
          one.villageNo,
          kind.kind,
          kind.step,
          [...(kind.rules ?? [])],
        ],
      );
      await desk.owner.query(kind.insert, [
        caseOf(kind, one),
        (kind.behind - COMPLAINTS_BEHIND) * 100,
      ]);
    }
}

export function serviceProbes(
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, Probe>> {
  const each =
    (
      request: (one: FixtureFamily) => readonly ["GET" | "POST", string, object?],
      words: (one: FixtureFamily) => string,
      roles: readonly string[],
      isEverywhere = false,
    ): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        const [method, url, body] = request(one);
        const { text } = await ask(method, url, {
          headers: { "idempotency-key": randomUUID() },
          ...(body === undefined ? {} : { body }),
        });
        const expected = roles.includes(role) && (isEverywhere || contains(region, one.villageNo));
        const at = `${role} ${method} ${url} at ${one.villageNo}`;
        findings.push({ at, expected, given: text.includes(words(one)) });
      }
      return findings;
    };
  return Object.fromEntries(
    KINDS.flatMap((kind): [string, Probe][] => {
      const { path, name, sees, opens } = kind;
      const at = (one: FixtureFamily) => `/api/v1/${path}/${caseOf(kind, one)}`;
      return [
        [
          `list${name}s`,
          each(
            () => ["GET", `/api/v1/${path}?show=open&limit=50`],
            (one) => `"caseId":"${caseOf(kind, one)}"`,
            sees,
          ),
        ],
        [
          `read${name}`,
          each(
            (one) => ["GET", at(one)],
            (one) => `"caseId":"${caseOf(kind, one)}"`,
            sees,
          ),
        ],
        [
          `move${name}`,
          each(
            (one) => ["POST", `${at(one)}/steps`, { act: "resume" }],
            () => "case-not-waiting",
            sees,
          ),
        ],
        [
          `see${name}Notice`,
          each(
            (one) => ["POST", `${at(one)}/seen`],
            () => '"seen"',
            ["province-officer"],
          ),
        ],
        [
          opens.operation,
          each(
            (one) => ["POST", `/api/v1/${path}`, opens.body(one)],
            () => opens.refusedAs,
            opens.roles,
            opens.isEverywhere,
          ),
        ],
      ];
    }),
  );
}
