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
  /** Its own row of case $1. */
  readonly insert: string;
  /** Of the endpoint that opens one: who may, and a body that is refused for what it says. */
  readonly opens: {
    readonly operation: string;
    readonly body: (one: FixtureFamily) => object;
    readonly refusedAs: string;
    readonly roles: readonly string[];
  };
  /** Numbers of planted cases, apart from those of other kinds. */
  readonly behind: number;
};

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
    insert: `insert into dtsen.resignation (case_id, programs, channel) values ($1, '{pkh}', 'counter')`,
    opens: {
      operation: "openResignation",
      body: ({ familyId }) => ({ familyId: String(familyId), programs: ["pkh"] }),
      refusedAs: "open-already",
      roles: ["pkh-facilitator", "regency-data-entry"],
    },
    behind: 1200,
  },
];

const of =
  ({ sees, purpose: wanted }: Kind) =>
  ({ role, purpose, isInForce }: Actor): Place[] =>
    isInForce && purpose === wanted && sees.includes(role)
      ? placesOf(TIER_OF[role] ?? "village")
      : [];

export const serviceReads = (): ReadProbe[] =>
  KINDS.flatMap((kind) => [
    seen("case_file", placeOfId(`case_id - ${kind.behind}`), of(kind)),
    seen(kind.table, placeOfId(`case_id - ${kind.behind}`), of(kind)),
  ]);

export const NEVER_IN_SERVICES: readonly string[] = [
  "update dtsen.resignation set met_on = null",
  "delete from dtsen.resignation",
];

export async function plantServiceRows(admin: pg.Client): Promise<void> {
  for (const { kind, behind, step, insert } of KINDS)
    for (const place of PLACES) {
      const number = behind + idOf(place);
      await admin.query(
        `insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, village_no, domicile_village_no, urgency,
           opened_at, opened_by, state, step, holder_institution, holder_tier, since)
         overriding system value values ($1, $2, gen_random_uuid(), '\\x00', $3, $4, $5, 'planned', now(), 1, 'open', $6,
           'regency-government', 'regency', now())`,
        [number, kind, idOf(place), villageOf(place), homeOf(place), step],
      );
      await admin.query(insert, [number]);
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
             urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
           overriding system value
           select $1::bigint, $4, gen_random_uuid(), '\\x00', $2::bigint, $3, $3, 'planned', now(), min(account_id),
             'open', $5, 'regency-government', 'regency', now() from dtsen.account returning case_id),
         event as (
           insert into dtsen.case_event (case_id, act, step, at) select case_id, 'escalate', $5, now() from file
           returning case_id, event_no)
         insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
         select case_id, event_no, 'province-government', 'province', now() from event`,
        [caseOf(kind, one), one.familyId, one.villageNo, kind.kind, kind.step],
      );
      await desk.owner.query(kind.insert, [caseOf(kind, one)]);
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
    ): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        const [method, url, body] = request(one);
        const { text } = await ask(method, url, {
          headers: { "idempotency-key": randomUUID() },
          ...(body === undefined ? {} : { body }),
        });
        const expected = roles.includes(role) && contains(region, one.villageNo);
        const at = `${role} ${method} ${url} at ${one.villageNo}`;
        findings.push({ at, expected, given: text.includes(words(one)) });
      }
      return findings;
    };
  const named = ({ headName }: FixtureFamily) => headName;
  return Object.fromEntries(
    KINDS.flatMap((kind): [string, Probe][] => {
      const { path, name, sees, opens } = kind;
      const at = (one: FixtureFamily) => `/api/v1/${path}/${caseOf(kind, one)}`;
      return [
        [`list${name}s`, each(() => ["GET", `/api/v1/${path}?show=open&limit=50`], named, sees)],
        [`read${name}`, each((one) => ["GET", at(one)], named, sees)],
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
          ),
        ],
      ];
    }),
  );
}
