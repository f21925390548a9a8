import type pg from "pg";
import { areaProbe } from "#test/area-table-probe.ts";
import { lakeProbe } from "#test/lake-probes.ts";
import { keptJoint } from "#test/made-joint.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { TIER_OF, type Tier } from "#test/rls-places.ts";
import type { Probe as TableProbe } from "#test/rls-probes.ts";
import type { Probe } from "#test/work-probes.ts";

/** Who asks what if, by hand: whoever makes tables. */
const TABULATES: readonly string[] = [
  "regency-supervisor",
  "agency-head",
  "province-officer",
  "ministry-officer",
  "bps-steward",
  "bps-statistician",
];

/** Where something planted lies, and the tiers of whose own region all of it is. */
const PLACES: readonly (readonly [
  name: string,
  low: number,
  high: number,
  tiers: readonly Tier[],
])[] = [
  ["own regency", 3204000000, 3204999999, ["regency", "province", "nation"]],
  ["one end above", 3204000000, 3273999999, ["province", "nation"]],
  ["one end below", 3201000000, 3204999999, ["province", "nation"]],
  ["sibling regency", 3273000000, 3273999999, ["province", "nation"]],
  ["foreign province", 3301000000, 3301999999, ["nation"]],
];

/** Statements that plant a cell and a scenario at every place. */
export function plantedWhatIf(versionNo: number): readonly string[] {
  const planted = PLACES.flatMap(([name, low, high], i) => [
    `insert into what_if_cell values (${versionNo}, '${name.replaceAll(" ", "-")}', ${3200 + i}, ${low}, ${high},
       1, 1, 1, 0, 10, 30, 10, 0, 0, 0, 0, 0, 0, 0, 0)`,
    `insert into what_if_scenario (account_id, name, revision, version_no, program, area, village_lo, village_hi, terms, answer)
     select min(account_id), '${name}', 1, ${versionNo}, 'pkh', 'x', ${low}, ${high}, '{}', '{}' from account`,
  ]);
  return [...planted, keptJoint(String(versionNo))];
}

function placesSeen({ role, purpose, isInForce }: Actor): readonly string[] {
  if (!isInForce || purpose !== "statistics" || !TABULATES.includes(role)) return [];
  const tier = TIER_OF[role] ?? "village";
  return PLACES.filter(([, , , tiers]) => tiers.includes(tier))
    .map(([name]) => name)
    .sort();
}

/** Tables of figures: jobs of the lake, regions, what-if. */
export const figureTableProbes = (): readonly TableProbe[] => [
  lakeProbe(),
  areaProbe("area_figure"),
  areaProbe("holding_figure"),
  ...whatIfTableProbes(),
];

/** Cells and scenarios whose whole region is one's own, by who makes tables. */
const whatIfTableProbes = (): readonly TableProbe[] => [
  {
    table: "what_if_cell",
    name: "read what_if_cell",
    sql: `select coalesce(string_agg(program, ',' order by program collate "C"), '') as answer from dtsen.what_if_cell`,
    expected: (actor) =>
      placesSeen(actor)
        .map((name) => name.replaceAll(" ", "-"))
        .join(","),
  },
  {
    table: "what_if_scenario",
    name: "read what_if_scenario",
    sql: `select coalesce(string_agg(name, ',' order by name collate "C"), '') as answer from dtsen.what_if_scenario`,
    expected: (actor) => placesSeen(actor).join(","),
  },
  {
    table: "joint_what_if",
    name: "read joint_what_if",
    sql: "select count(*)::text as answer from dtsen.joint_what_if",
    expected: (actor) => (placesSeen(actor).includes("foreign province") ? "1" : "0"),
  },
];

/** What is asked is counted elsewhere and what is kept is kept by its function alone. */
export const NEVER_WHAT_IF: readonly string[] = [
  "delete from dtsen.what_if_cell",
  "update dtsen.what_if_scenario set name = 'x'",
  "delete from dtsen.what_if_scenario",
  "update dtsen.joint_what_if set answer = answer",
  keptJoint("1", "8"),
  `insert into dtsen.what_if_scenario (account_id, name, revision, version_no, program, area, village_lo, village_hi, terms, answer)
   values (dtsen.acting_account(), 'x', 1, 1, 'pkh', 'ID', 0, 9999999999, '{}', '{}')`,
];

const AREAS = ["3204", "3273", "3301", "32", "ID"] as const;
const reaches = (region: string, area: string) => region === "ID" || area.startsWith(region);

/** Two regencies of the own province and one foreign, twenty families each. */
export async function plantWhatIfCells(owner: pg.Pool): Promise<void> {
  for (const regency of [3204, 3273, 3301]) {
    await owner.query(
      `insert into dtsen.what_if_cell values (1, 'pkh', ${regency}, ${regency}000000, ${regency}999999,
         1, 1, 1, 0, 20, 60, 20, 0, 20000000, 0, 1200, 3600, 260000000, 13000000, 13000000)`,
    );
  }
  await owner.query(keptJoint("1"));
}

/** Asking and keeping at every place, and the list of what is kept. */
export function whatIfProbes(): Readonly<Record<string, Probe>> {
  const terms = (area: string) => ({ area, program: "pkh", by: "percentile", atMost: 20 });
  return {
    askWhatIf: async ({ role, region, ask }) =>
      await Promise.all(
        AREAS.map(async (area) => {
          const query = new URLSearchParams({ ...terms(area), atMost: "20" });
          const { status } = await ask("GET", `/api/v1/what-if?${query}`);
          const sees = AREAS.slice(0, 3).some(
            (own) => reaches(region, own) && (area === "ID" || own.startsWith(area)),
          );
          return {
            at: `${role} what if ${area}`,
            expected: TABULATES.includes(role) && sees,
            given: status === 200,
          };
        }),
      ),
    listWhatIf: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/what-if/scenarios");
      return [
        {
          at: `${role} lists scenarios`,
          expected: TABULATES.includes(role),
          given: status === 200,
        },
      ];
    },
    listJointWhatIf: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/what-if/reforms");
      const expected = TABULATES.includes(role);
      return [{ at: `${role} lists reforms`, expected, given: status === 200 }];
    },
    readJointWhatIf: async ({ role, region, ask }) => {
      const { status } = await ask("GET", "/api/v1/what-if/reforms/1");
      const expected = TABULATES.includes(role) && region === "ID";
      return [{ at: `${role} reads a reform`, expected, given: status === 200 }];
    },
    saveWhatIf: async ({ role, region, ask }) =>
      await Promise.all(
        AREAS.map(async (area) => {
          const headers = { "idempotency-key": `what-if-${role}-${area}` };
          const body = { name: `${role} ${area}`, terms: terms(area) };
          const { status } = await ask("POST", "/api/v1/what-if/scenarios", { body, headers });
          const isOwn = TABULATES.includes(role) && reaches(region, area);
          return { at: `${role} keeps ${area}`, expected: isOwn, given: status === 201 };
        }),
      ),
  };
}
