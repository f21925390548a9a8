import type pg from "pg";
import { QUALITY_GATES, type QualityGate } from "#domain/quality-gate.ts";
import { FAMILY_PATHS, MOVE_CAUSES, MOVE_DIRECTIONS } from "#domain/version-move.ts";
import type { KeptDiff } from "#jobs/keep-diff.ts";
import { nationTable, regionTables } from "#publication/move-tables.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";

const every = (list: readonly unknown[]) => list.map((_, place) => place);
const place = <Name extends string>(list: readonly Name[], name: Name) => list.indexOf(name);

/** So many families of a regency that took a path, and a direction for a cause. */
export type MovedFamilies = {
  readonly regency: string;
  readonly path: (typeof FAMILY_PATHS)[number];
  readonly direction: (typeof MOVE_DIRECTIONS)[number];
  readonly cause: (typeof MOVE_CAUSES)[number];
  readonly families: number;
};

/** Figures as a comparison counts them, of made-up families: small counts withheld by the same rule. */
export function keptDiffOf(moved: readonly MovedFamilies[]): KeptDiff {
  const count = (values: (one: MovedFamilies) => readonly number[]) =>
    moved.map((one) => ({ regency: one.regency, values: values(one), families: one.families }));
  const sumOf = (which: (one: MovedFamilies) => boolean): number =>
    moved.filter(which).reduce((sum, { families }) => sum + families, 0);
  return {
    basis: "persons",
    families: {
      before: sumOf(({ path }) => path !== "entered"),
      after: sumOf(({ path }) => path !== "left"),
    },
    differing: { before: 311, after: 324 },
    moved: sumOf(({ cause }) => cause !== "none"),
    toldApart: ["membership", "data"],
    paths: regionTables(
      count(({ path }) => [place(FAMILY_PATHS, path)]),
      [every(FAMILY_PATHS)],
    ),
    moves: regionTables(
      count(({ direction, cause }) => [
        place(MOVE_DIRECTIONS, direction),
        place(MOVE_CAUSES, cause),
      ]),
      [every(MOVE_DIRECTIONS), every(MOVE_CAUSES)],
    ),
    reasons: [
      { reason: "membership", raised: 120, lowered: 90, sum: 1_250_000 },
      { reason: "data", raised: 410, lowered: 655, sum: -9_400_000 },
      { reason: "model", raised: 0, lowered: 0, sum: 0 },
      { reason: "area", raised: 0, lowered: 0, sum: 0 },
    ],
    transition: nationTable(transitions(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    drift: [
      { of: "score", psi: 0.012, noise: 0.002, bins: 10 },
      ...RANKED_VARIABLES.map(({ id }, i) => ({
        of: id,
        psi: i === 3 ? 0.31 : 0.001 * i,
        noise: 0.004,
        bins: 5,
      })),
    ],
  };
}

/** Most stay, a tenth goes one decile on, some two, few further. */
const transitions = () =>
  Array.from({ length: 10 }, (_, i) => i + 1).flatMap((row) =>
    [-3, -2, -1, 0, 1, 2, 3]
      .map((by) => ({ row, column: row + by, families: [700, 90, 24, 4][Math.abs(by)] ?? 0 }))
      .filter(({ column }) => column >= 1 && column <= 10),
  );

/** Two provinces, of which one has a regency with three families that came. */
export const MOVED: readonly MovedFamilies[] = [
  { regency: "3307", path: "same", direction: "level", cause: "none", families: 5200 },
  { regency: "3307", path: "same", direction: "down", cause: "data", families: 420 },
  { regency: "3307", path: "same", direction: "up", cause: "data", families: 260 },
  { regency: "3307", path: "continued", direction: "up", cause: "membership", families: 75 },
  { regency: "3307", path: "entered", direction: "level", cause: "entered", families: 64 },
  { regency: "3307", path: "left", direction: "level", cause: "left", families: 41 },
  { regency: "3308", path: "same", direction: "level", cause: "none", families: 1800 },
  { regency: "3308", path: "same", direction: "down", cause: "cuts", families: 140 },
  { regency: "3308", path: "entered", direction: "level", cause: "entered", families: 3 },
  { regency: "3204", path: "same", direction: "level", cause: "none", families: 900 },
  { regency: "3204", path: "same", direction: "up", cause: "data", families: 130 },
];

/** A version that waits to be published, frozen on another, with two gates failed and what moved beside it; its number. */
export async function plantJudged(
  owner: Pick<pg.Pool, "query">,
  label: string,
  beforeNo: number,
): Promise<number> {
  const { rows } = await owner.query<{ version_no: number }>(
    `insert into dtsen.version (label, state, basis, as_of, parent_version_no, manifest_sha256, built_by, frozen_at)
     values ($1, 'frozen', 'persons', '2027-01-01', $2, repeat('c', 64), 'test', now()) returning version_no`,
    [label, beforeNo],
  );
  const versionNo = rows[0]?.version_no ?? 0;
  const figures: Partial<Record<QualityGate, number>> = {
    completeness: 61,
    duplicates: 7,
    unmatched: 260,
    removed: 5,
    "score-shift": 12,
    "decile-shift": 140,
  };
  for (const gate of QUALITY_GATES) {
    const figure = figures[gate] ?? 0;
    const bound = gate === "completeness" || gate === "score-shift" ? 250 : 100;
    await owner.query("insert into dtsen.version_gate values ($1, $2, $3, $4, $5, $6)", [
      versionNo,
      gate,
      figure,
      bound,
      figure > bound ? "failed" : "passed",
      "ours: docs/decisions/0045-quality-gates.md",
    ]);
  }
  await owner.query(
    "insert into dtsen.version_diff (version_no, before_no, figures) values ($1, $2, $3)",
    [versionNo, beforeNo, JSON.stringify(keptDiffOf(MOVED))],
  );
  return versionNo;
}

/** A decree on a version, and one person's word for going back from it to another: the list has 120 of one program. */
export async function plantDecree(
  owner: Pick<pg.Pool, "query">,
  versionNo: number,
  backTo: number,
): Promise<void> {
  await owner.query(
    `with signed as (insert into dtsen.decree (program_code, version_no, act_number, signed_on, recorded_by)
       select 'pkh', $1, 'SK 12/HUK/2026', '2026-10-20', account_id from dtsen.account where username = 'program-determiner'
       returning decree_no),
     list as (insert into dtsen.withdrawal_list (version_no, back_to_no, decrees, counts, file_sha256)
       select $1, $2, array_agg(decree_no), '[{"program": "pkh", "listed": 120, "lose": 31, "gain": 18}]', repeat('d', 64)
       from signed returning list_no)
     insert into dtsen.withdrawal_word (list_no, account_id, reason)
       select list_no, account_id, 'kesalahan model, lihat berita acara 12/2026'
       from list, dtsen.account where username = 'bps-steward'`,
    [versionNo, backTo],
  );
}
