import type { Evaluated } from "#domain/evaluation.ts";
import type {
  ShownEvaluation,
  ShownFound,
  ShownMeasure,
} from "#programs/evaluation/shown-evaluation.ts";

const found = (effect: number, height: number): ShownFound => ({
  band: 0.21,
  effect,
  standardError: 0.02,
  low: effect - 0.05,
  high: effect + 0.05,
  plainLow: effect - 0.04,
  plainHigh: effect + 0.04,
  chance: effect === 0 ? 0.9 : 0.0004,
  adjusted: effect === 0 ? 1 : 0.0032,
  villages: 118,
  detectable: 0.07,
  narrow: { effect, low: effect - 0.09, high: effect + 0.09, chance: 0.04 },
  wide: { effect, low: effect - 0.04, high: effect + 0.04, chance: 0.0001 },
  placebos: [{ effect: 0.01, low: -0.05, high: 0.07, chance: 0.7 }],
  wald: {
    takeUp: 0.9,
    strength: 4000,
    effect: effect / 0.9,
    low: effect - 0.06,
    high: effect + 0.07,
  },
  insideLine: [height + effect, -0.04],
  outsideLine: [height, -0.05],
  bins: Array.from({ length: 16 }, (_, i) => {
    const at = (i - 7.5) / 8;
    const wave = i % 2 === 0 ? 0.015 : -0.015;
    return i === 15
      ? { at, families: null, mean: null }
      : { at, families: 140 + i, mean: height - 0.045 * at + wave + (at < 0 ? effect : 0) };
  }),
});

const told = (one: ShownFound): ShownMeasure => ({
  inside: 1204,
  outside: 1187,
  found: one,
  silence: null,
  detectable: null,
});
const silent = (silence: "too-few" | "too-weak" | "same-for-all"): ShownMeasure => ({
  inside: silence === "too-few" ? null : 640,
  outside: silence === "too-few" ? null : 655,
  found: null,
  silence,
  detectable: silence === "too-weak" ? 0.42 : null,
});

const OUTCOMES: readonly (readonly [
  Evaluated,
  ShownEvaluation["outcomes"][number]["verdict"],
  ShownMeasure,
])[] = [
  ["in-register", "not-seen", told(found(0, 0.98))],
  ["seen-anew", "not-seen", told(found(0, 0.6))],
  ["placed-later", "mechanical", told(found(0.82, 0.05))],
  ["score", "mechanical", told(found(0.03, 0.01))],
  ["decile", "too-little", silent("too-weak")],
  ["school", "seen", told(found(0.08, 0.01))],
  ["work", "not-seen", told(found(0, 0.02))],
  ["sanitation", "too-little", silent("too-few")],
  ["house", "same", silent("same-for-all")],
  ["electricity", "not-seen", told(found(0, 0.01))],
  ["assets", "too-little", silent("too-weak")],
];

/** An evaluation as the lake gives it, with every kind of verdict. */
export const MADE_EVALUATION: ShownEvaluation = {
  lines: [
    { kind: "quota", regencies: 9, inside: 8120, outside: 3310 },
    { kind: "decile", regencies: 2, inside: 1904, outside: 2466 },
  ],
  takeUp: { determined: 9840, paid: { inside: 9120, outside: 31 } },
  density: { jump: 0.02, chance: 0.61, isSound: true },
  heap: 0.0012,
  balance: [
    { id: "size", ...told(found(0, 4)) },
    { id: "school", ...told(found(0, 0.9)) },
  ],
  others: [
    { program: "sembako", ...told(found(0.4, 0.5)) },
    { program: "pbi-jk", ...told(found(0, 0.9)) },
  ],
  outcomes: OUTCOMES.map(([id, verdict, measure]) => ({ id, verdict, ...measure })),
  lots: [
    {
      id: "school",
      drawings: 9,
      inside: 121,
      outside: 133,
      effect: 0.07,
      low: -0.02,
      high: 0.16,
      chance: 0.13,
      detectable: 0.13,
    },
  ],
  plans: {
    opened: { inside: 212, outside: 0 },
    graduated: { inside: 14, outside: 0 },
    shocks: { inside: null, outside: 0 },
  },
};

/** The statement that keeps it, of one program between two versions. */
export const keptEvaluation = (from: string, to: string): string =>
  `insert into dtsen.program_evaluation (program_code, from_version_no, to_version_no, sha256, code_version, answer)
   select 'pkh', ${from}, ${to}, md5(random()::text) || md5(random()::text), 'test', '${JSON.stringify(
     {
       ruleset: "pkh-0",
       terms: {
         isExample: true,
         fewestFamilies: 100,
         fewestVillages: 20,
         mostDetectableMilli: 500,
       },
       figures: MADE_EVALUATION,
     },
   )}'`;
