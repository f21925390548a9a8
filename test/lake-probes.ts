import type pg from "pg";
import type { Actor } from "#test/rls-oracle.ts";
import { TIER_OF, type Tier } from "#test/rls-places.ts";
import type { Probe as TableProbe } from "#test/rls-probes.ts";
import type { Probe } from "#test/work-probes.ts";

/** Who makes tables, by hand from design rule 12: planners of an office and the statisticians, nobody in a village. */
const TABULATES: readonly string[] = [
  "regency-supervisor",
  "agency-head",
  "province-officer",
  "ministry-officer",
  "bps-steward",
  "bps-statistician",
];

/** Where a planted job counts, and the tiers from which all of its villages are one's own. */
const JOBS: readonly (readonly [
  name: string,
  low: number,
  high: number,
  tiers: readonly Tier[],
])[] = [
  ["own village", 3204052001, 3204052001, ["regency", "province", "nation"]],
  ["own regency", 3204000000, 3204999999, ["regency", "province", "nation"]],
  ["one end in the own regency, the other above", 3204052001, 3273019999, ["province", "nation"]],
  ["one end in the own regency, the other below", 3201012001, 3204052001, ["province", "nation"]],
  ["sibling regency", 3273000000, 3273999999, ["province", "nation"]],
  ["own province", 3200000000, 3299999999, ["province", "nation"]],
  ["foreign province", 3300000000, 3399999999, ["nation"]],
];

/** One job of every account at every place, past all policies. */
export async function plantLakeJobs(admin: pg.Client, versionNo: number): Promise<void> {
  for (const [name, low, high] of JOBS) {
    await admin.query(
      `insert into dtsen.lake_job (account_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
       select account_id, 'statistics', 'cross-table', $1, $2, $3, jsonb_build_object('name', $4::text), now() + interval '1 day'
       from dtsen.account`,
      [versionNo, low, high, name],
    );
  }
}

function jobsSeen({ role, purpose, isInForce }: Actor): readonly string[] {
  if (!isInForce || purpose !== "statistics" || !TABULATES.includes(role)) return [];
  const tier = TIER_OF[role] ?? "village";
  return JOBS.filter(([, , , tiers]) => tiers.includes(tier)).map(([name]) => name);
}

/** One's own jobs, where one still holds the right; never another's. */
export function lakeProbe(): TableProbe {
  return {
    table: "lake_job",
    name: "read lake_job",
    sql: `select coalesce(string_agg(name, ',' order by name collate "C"), '') as answer
      from (select question ->> 'name' as name from dtsen.lake_job) j`,
    expected: (actor) => [...jobsSeen(actor)].sort().join(","),
  };
}

/** What was signed, and the course of a job, are nobody's to read or to make. */
export const NEVER_AT_THE_LAKE: readonly string[] = [
  "select signature::text as answer from dtsen.lake_job",
  "select body as answer from dtsen.lake_job",
  "update dtsen.lake_job set state = 'expired'",
  `insert into dtsen.lake_job (account_id, purpose_code, kind, version_no, village_lo, village_hi, question, expires_at)
   values (dtsen.acting_account(), 'statistics', 'cross-table', 1, 0, 9999999999, '{}', now())`,
];

/** Areas to ask about, seen from regency 3204: own parts, the own, a sibling, the own province, foreign, all. */
const AREAS: readonly (readonly [area: string, level: string])[] = [
  ["320405", "village"],
  ["3204", "district"],
  ["3273", "regency"],
  ["3301", "district"],
  ["ID", "province"],
];

const reaches = (region: string, area: string) => region === "ID" || area.startsWith(region);
const tabulates = (role: string, region: string, area: string) =>
  TABULATES.includes(role) && reaches(region, area);

/** The job that plantTable makes, of the statistician. */
const PLANTED = 7001;

/** A counted table of the statistician, for everybody else to look at. */
export async function plantTable(owner: pg.Pool): Promise<void> {
  const question = {
    area: "3204",
    level: "regency",
    variables: ["floor_material"],
    measure: "families",
  };
  const result = {
    regions: ["3204"],
    columns: [[1]],
    cells: [[700]],
    regionSums: [700],
    columnSums: [700],
    sum: 700,
    withheld: 0,
  };
  await owner.query(
    `insert into dtsen.lake_job (job_no, account_id, purpose_code, kind, version_no, village_lo, village_hi, question,
       expires_at, state, result)
     overriding system value
     select $1, account_id, 'statistics', 'cross-table', 1, 3204000000, 3204999999, $2, now(), 'done', $3
     from dtsen.account where username = 'bps-statistician'`,
    [PLANTED, JSON.stringify(question), JSON.stringify(result)],
  );
}

/** Asking at every place, and reading what another has asked. */
export function tableProbes(): Readonly<Record<string, Probe>> {
  const planted =
    (file: string): Probe =>
    async ({ role, ask }) => {
      const { status } = await ask("GET", `/api/v1/cross-tables/${PLANTED}${file}`);
      return [
        {
          at: `${role} table${file}`,
          expected: role === "bps-statistician",
          given: status === 200,
        },
      ];
    };
  return {
    askCrossTable: async ({ role, region, ask }) =>
      await Promise.all(
        AREAS.map(async ([area, level]) => {
          const body = {
            versionNo: 1,
            area,
            level,
            variables: ["floor_material"],
            measure: "families",
          };
          const headers = { "idempotency-key": `${role}-${area}` };
          const { status } = await ask("POST", "/api/v1/cross-tables", { body, headers });
          return {
            at: `${role} asks ${area}`,
            expected: tabulates(role, region, area),
            given: status === 202,
          };
        }),
      ),
    readCrossTable: planted(""),
    readCrossTableFile: planted("/csv"),
  };
}
