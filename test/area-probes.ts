import { type AreaCount, storeAreas } from "#publication/area-figures.ts";
import type { Desk } from "#store/open.ts";
import { contains, EXPECTED } from "#test/endpoint-oracle.ts";
import { plantedHolding } from "#test/planted-holding.ts";
import type { Probe } from "#test/work-probes.ts";

const AREAS = ["ID", "32", "3204", "320405", "3204052001"];

/** Figures of the regions that the endpoint matrix asks for. */
export async function plantAreas(desk: Desk): Promise<void> {
  const row = (area: string): AreaCount => ({
    area,
    families: 50,
    ages: [50, 0, 0, 0, 0],
    medianMonths: 1,
    newestOn: 20261001,
    asked: 1,
    missing: 0,
    personsAsked: 1,
    personsMissing: 0,
    moves: [0, 50, 0, 0],
  });
  await storeAreas(desk, 1, AREAS.map(row));
  for (const area of AREAS) await desk.owner.query(plantedHolding(1, area));
}

/** Roles that read figures. */
export const READERS: ReadonlySet<string> = new Set([
  "village-operator",
  "village-head",
  "district-operator",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "regent",
  "province-officer",
  "governor",
  "ministry-officer",
  "program-determiner",
  "minister",
  "bps-steward",
  "bps-statistician",
  "auditor",
  "data-protection-officer",
]);

/** Figures of regions and what their families hold, as answers and as files, and the plan of a village's visits. */
export function areaProbes(): Readonly<Record<string, Probe>> {
  const figures =
    (path: string): Probe =>
    async ({ role, region, ask }) =>
      await Promise.all(
        AREAS.map(async (area) => {
          const { status } = await ask("GET", `/api/v1/versions/1/${path}?area=${area}`);
          const holds = region === "ID" || (area !== "ID" && area.startsWith(region));
          const expected = READERS.has(role) && holds;
          return { at: `${role} ${path} ${area}`, expected, given: status === 200 };
        }),
      );
  return {
    readAreaFigures: figures("areas"),
    readAreaFiguresFile: figures("areas/csv"),
    readHoldings: figures("holdings"),
    readHoldingsFile: figures("holdings/csv"),
    listModels: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/models");
      return [{ at: `${role} models`, expected: READERS.has(role), given: status === 200 }];
    },
    readVisitPlan: async ({ role, region, ask }) =>
      await Promise.all(
        [3204052001, 5171010001].map(async (village) => {
          const { status } = await ask("GET", `/api/v1/visit-plans/${village}`);
          const visits = EXPECTED[role]?.reads?.includes("verification") === true;
          const expected = visits && contains(region, village);
          return { at: `${role} visits ${village}`, expected, given: status === 200 };
        }),
      ),
  };
}
