import type { RuleCounted } from "#contract/rule-drafts.ts";
import type { RuleEdits } from "#domain/rule-draft.ts";
import type { DraftedRule } from "#programs/draft-rule.ts";
import { previewRule, type RuleCell, type RuleTally } from "#programs/rule-preview.ts";
import { shownGroups } from "#programs/what-if/tables.ts";
import { atLeastSmallest } from "#programs/what-if/whole-table.ts";
import type { Tx } from "#store/transact.ts";
import { readCurrentVersion } from "./current-version.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

export const PHASES_A_YEAR = 4;

type CellRow = {
  readonly regency_no: number;
  readonly bin: number;
  readonly decile: number;
  readonly fits: number;
  readonly families: number;
  readonly persons: number;
  readonly units: number;
  readonly units_held: number;
  readonly amount: number;
  readonly parts: Readonly<Record<string, number>> | null;
};

/** The proposed rule beside the one in force over the published version; undefined where the desk has no counts of it. */
export async function countRule(
  tx: Tx,
  drafted: DraftedRule,
  edits: RuleEdits,
): Promise<RuleCounted | undefined> {
  const version = await readCurrentVersion(tx);
  if (version === undefined) return undefined;
  const rows = await tx.query<CellRow>("select * from dtsen.rule_cells($1)", [drafted.before.id]);
  if (rows.length === 0) return undefined;
  const [list] = await tx.query<{ quotas_are_example: boolean }>(
    "select quotas_are_example from dtsen.version_list where version_no = $1 and program_code = $2",
    [version.versionNo, drafted.before.id],
  );
  const quotasAreExample = list?.quotas_are_example ?? true;
  const cells = rows.map(cellOf);
  const preview = previewRule(drafted, edits, { cells, quotasAreExample });
  const { whole } = preview;
  const isShown = {
    before: areShown(whole.staying, whole.losers),
    after: areShown(whole.staying, whole.winners),
  };
  const rupiah = (value: number, side: "before" | "after", times: number) =>
    preview.isCostKnown && isShown[side] ? value * times : null;
  const provinces = shown("province", preview.provinces);
  const regencies = shown("regency_no", preview.regencies);
  const names = await readRegionNames(tx, [
    ...provinces.map(({ key }) => codeOf(key / 100, 2)),
    ...regencies.map(({ key }) => codeOf(key, 4)),
  ]);
  return {
    version,
    unit: drafted.before.unit,
    before: isShown.before ? whole.staying + whole.losers : null,
    after: isShown.after ? whole.staying + whole.winners : null,
    staying: atLeastSmallest(whole.staying),
    comingIn: atLeastSmallest(whole.winners),
    goingOut: atLeastSmallest(whole.losers),
    phaseRupiahBefore: rupiah(whole.baseline_rupiah, "before", 1),
    phaseRupiahAfter: rupiah(whole.reform_rupiah, "after", 1),
    yearRupiahBefore: rupiah(whole.baseline_rupiah, "before", PHASES_A_YEAR),
    yearRupiahAfter: rupiah(whole.reform_rupiah, "after", PHASES_A_YEAR),
    deciles: shown("decile", preview.deciles).map(({ key, ...group }) => ({
      decile: key,
      ...group,
    })),
    provinces: provinces.map(({ key, ...group }) => ({
      region: namedRegion(codeOf(key / 100, 2), names),
      ...group,
    })),
    regencies: regencies.map(({ key, ...group }) => ({
      region: namedRegion(codeOf(key, 4), names),
      ...group,
    })),
    unknown: preview.unknown.map((words) => ({ ...words })),
    isCostKnown: preview.isCostKnown,
    quotasAreExample,
  };
}

const cellOf = (row: CellRow): RuleCell => ({
  regencyNo: row.regency_no,
  bin: row.bin,
  decile: row.decile,
  fits: row.fits === 1,
  families: Number(row.families),
  persons: Number(row.persons),
  units: Number(row.units),
  unitsHeld: Number(row.units_held),
  amount: Number(row.amount),
  ...(row.parts === null ? {} : { parts: row.parts }),
});

export const codeOf = (number: number, digits: number): string =>
  String(number).padStart(digits, "0");

const areShown = (...parts: readonly number[]): boolean =>
  parts.every((part) => atLeastSmallest(part) !== null);

const shown = (name: string, tallies: readonly RuleTally[]) =>
  shownGroups(
    name,
    tallies.filter(({ keys }) => (keys[name] ?? 0) > 0),
  ).map(({ key, families, baselineFamilies, reformFamilies, staying, winners, losers }) => ({
    key,
    families,
    before: baselineFamilies,
    after: reformFamilies,
    staying,
    comingIn: winners,
    goingOut: losers,
  }));
