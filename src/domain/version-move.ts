import { say, type Words } from "./words.ts";

/**
 * Why a family's score is another than in the version before, in the published order in which the last
 * millionth is rounded (docs/decisions/0044-reasons-of-a-move.md).
 */
export const MOVE_REASONS = ["membership", "data", "model", "area"] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

/** Those that lie in what a version says of the family; the others lie in the model file. */
export const FACTUAL_REASONS: readonly MoveReason[] = ["membership", "data"];

export const MOVE_REASON_WORDS = {
  membership: say(
    "anggota keluarga berubah (masuk, keluar, meninggal, kepala berganti)",
    "changed membership (came, left, died, another head)",
  ),
  data: say("keterangan baru tentang rumah dan anggotanya", "new data about house and members"),
  model: say("model baru", "new model"),
  area: say("efek wilayah baru", "new area effect"),
} as const satisfies Record<MoveReason, Words>;

/** How a family of one version is found in the other, by its id and by its members. */
export const FAMILY_PATHS = ["same", "continued", "split", "entered", "merged", "left"] as const;
export type FamilyPath = (typeof FAMILY_PATHS)[number];

export const FAMILY_PATH_WORDS = {
  same: say("nomor keluarga tetap", "same family id"),
  continued: say("berlanjut dengan nomor baru", "goes on under a new id"),
  split: say("pecah dari keluarga lain", "split off another family"),
  entered: say("baru di register", "new in the register"),
  merged: say("bergabung ke keluarga lain", "merged into another family"),
  left: say("keluar dari register", "left the register"),
} as const satisfies Record<FamilyPath, Words>;

/** Paths of families that stand in both versions, so that what moved them can be told apart. */
export const COMPARED_PATHS = ["same", "continued", "split"] as const satisfies FamilyPath[];

/** What a cut, such as deciles 1-4, did to a family. */
export const CUT_CHANGES = ["stayed-in", "came-in", "went-out", "stayed-out"] as const;
export type CutChange = (typeof CUT_CHANGES)[number];

export const CUT_CHANGE_WORDS = {
  "stayed-in": say("tetap di dalam", "stayed within"),
  "came-in": say("masuk", "came in"),
  "went-out": say("keluar", "went out"),
  "stayed-out": say("tetap di luar", "stayed outside"),
} as const satisfies Record<CutChange, Words>;

/** Why a family's decile, or its place at a cut, is another: a reason of its own score, the cuts around it, or its path. */
export const MOVE_CAUSES = ["none", ...MOVE_REASONS, "cuts", "entered", "merged", "left"] as const;
export type MoveCause = (typeof MOVE_CAUSES)[number];

export const MOVE_CAUSE_WORDS = {
  none: say("tidak bergeser", "did not move"),
  ...MOVE_REASON_WORDS,
  cuts: say("batas desil bergeser di sekitarnya", "the cuts moved around it"),
  entered: FAMILY_PATH_WORDS.entered,
  merged: FAMILY_PATH_WORDS.merged,
  left: FAMILY_PATH_WORDS.left,
} as const satisfies Record<MoveCause, Words>;

/** To a decile of poorer families, to none other, to one of better-off families. */
export const MOVE_DIRECTIONS = ["down", "level", "up"] as const;

export const MOVE_DIRECTION_WORDS = {
  down: say("desil turun", "to a lower decile"),
  level: say("desil tetap", "same decile"),
  up: say("desil naik", "to a higher decile"),
} as const satisfies Record<(typeof MOVE_DIRECTIONS)[number], Words>;
