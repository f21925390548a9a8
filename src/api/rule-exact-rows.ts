import type { RuleCounted, RuleCountState } from "#contract/rule-drafts.ts";
import { say, type Words } from "#domain/words.ts";
import type { CountedRule } from "#jobs/count-rule.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { codeOf, PHASES_A_YEAR } from "./rule-counts.ts";

type Row = VersionRow & {
  readonly count_no: number;
  readonly count_state: RuleCountState["state"];
  readonly problem: string | null;
  readonly result: CountedRule | null;
};

/** A count that was asked for, with the version it is over; `where` names it. */
export async function readRuleCount(
  tx: Tx,
  where: string,
  values: readonly unknown[],
): Promise<RuleCountState | undefined> {
  const [row] = await tx.query<Row>(
    `select c.count_no::int as count_no, c.state as count_state, c.problem, c.result, ${VERSION_COLUMNS}
     from dtsen.rule_count c join dtsen.version v on v.version_no = c.version_no where ${where}
     order by c.count_no desc limit 1`,
    values,
  );
  if (row === undefined) return undefined;
  return {
    number: row.count_no,
    state: row.count_state,
    ...(row.result === null ? {} : { counted: await writeExact(tx, row, row.result) }),
    ...(row.problem === null ? {} : { problem: { ...(PROBLEMS[row.problem] ?? NOT_WORKING) } }),
  };
}

const NOT_WORKING = say(
  "Hitungannya berhenti di pihak kami. Tekan sekali lagi.",
  "The count stopped on our side. Press once more.",
);
const PROBLEMS: Readonly<Record<string, Words>> = {
  "version-unknown": say(
    "Berkas versi itu tidak lagi disimpan di sini.",
    "The files of that version are not kept here any more.",
  ),
  "program-not-in-force": say(
    "Program itu tidak berlaku pada hari keadaan versi.",
    "The program is not in force on the day of the version.",
  ),
  "rule-mistaken": say(
    "Aturannya berubah sejak diminta. Tekan sekali lagi.",
    "The rule has changed since it was asked. Press once more.",
  ),
};

/** An exact count as the screens show counts: the same table, named regions, and nothing that it cannot tell. */
async function writeExact(tx: Tx, version: VersionRow, counted: CountedRule): Promise<RuleCounted> {
  const { phaseRupiahBefore, phaseRupiahAfter } = counted;
  const provinceOf = (key: number) => codeOf(key / 100, 2);
  const regencyOf = (key: number) => codeOf(key, 4);
  const names = await readRegionNames(tx, [
    ...counted.provinces.map(({ key }) => provinceOf(key)),
    ...counted.regencies.map(({ key }) => regencyOf(key)),
  ]);
  const year = (phase: number | null) => (phase === null ? null : phase * PHASES_A_YEAR);
  return {
    version: writeVersion(version),
    unit: counted.unit === "person" ? "person" : "family",
    before: counted.before,
    after: counted.after,
    staying: counted.staying,
    comingIn: counted.comingIn,
    goingOut: counted.goingOut,
    phaseRupiahBefore,
    phaseRupiahAfter,
    yearRupiahBefore: year(phaseRupiahBefore),
    yearRupiahAfter: year(phaseRupiahAfter),
    deciles: counted.deciles.map(({ key, ...group }) => ({ decile: key, ...groupOf(group) })),
    provinces: counted.provinces.map(({ key, ...group }) => ({
      region: namedRegion(provinceOf(key), names),
      ...groupOf(group),
    })),
    regencies: counted.regencies.map(({ key, ...group }) => ({
      region: namedRegion(regencyOf(key), names),
      ...groupOf(group),
    })),
    unknown: [],
    isCostKnown: true,
    quotasAreExample: counted.quotasAreExample,
    isExact: true,
  };
}

const groupOf = (group: Omit<CountedRule["deciles"][number], "key">) => ({
  families: group.families,
  before: group.baselineFamilies,
  after: group.reformFamilies,
  staying: group.staying,
  comingIn: group.winners,
  goingOut: group.losers,
});
