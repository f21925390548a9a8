import type { JudgedLayers } from "#ranking/judge-layers.ts";

const figures = (spearman: number, exclusion: readonly [number, number, number]) =>
  ({
    rows: 2800,
    spearman: { value: spearman, se: 0.006 },
    rSquared: spearman * spearman,
    quotas: [0.1, 0.2, 0.4].map((quota, i) => ({
      quota,
      exclusion: exclusion[i],
      se: [0.031, 0.018, 0.009][i],
    })),
  }) as unknown as JudgedLayers["layers"][number]["figures"];

const gain = (name: string, over: string, exclusion: number, spearman: number, ships: boolean) => ({
  name,
  over,
  exclusion: { value: exclusion, se: 0.004 },
  spearman: { value: spearman, se: 0.002 },
  ships,
});

/** Ways to rank as a build judges them, of made-up figures: one that helps, one that does not, one left out. */
export const JUDGED_LAYERS: JudgedLayers = {
  rows: 2800,
  units: 280,
  regencies: 4,
  features: 84,
  layers: [
    { name: "register", folds: 5, figures: figures(0.741, [0.402, 0.301, 0.187]) },
    { name: "L0", folds: 5, figures: figures(0.722, [0.431, 0.322, 0.201]) },
    { name: "L1", folds: 5, figures: figures(0.74, [0.404, 0.302, 0.188]) },
    { name: "L2", folds: 5, figures: figures(0.739, [0.407, 0.304, 0.187]) },
    { name: "L3", folds: 5, figures: figures(0.758, [0.383, 0.288, 0.176]) },
  ],
  choice: {
    chosen: "L3",
    gains: [
      gain("L1", "L0", 0.02, 0.018, true),
      gain("L2", "L1", -0.0013, -0.001, false),
      gain("L3", "L1", 0.0157, 0.018, true),
    ],
  },
  overRegister: gain("L3", "register", 0.0143, 0.017, true),
  leftOut: [{ name: "challenger", because: "many-for-tables" }],
};
