import type { ChildCost } from "./measured-child.ts";
import type { LinkFigures, Quality } from "./quality.ts";
import type { StepCost } from "./step-meter.ts";

export const SYSTEMS = ["ours", "tuned", "default"] as const;
/** Whose turn it is: our matching, tuned Splink, Splink as its pages show it. */
export type System = (typeof SYSTEMS)[number];

/** One turn of one system. */
export type Turn = ChildCost & { readonly peakBytes: number };

/** All turns of one system on one data set, and how well it linked (the same every turn). */
export type Measured = {
  readonly system: System;
  readonly turns: readonly Turn[];
  readonly quality: Quality;
  readonly own?: LinkFigures;
  readonly candidateRecall: number;
  /** Of the cheapest turn; where CPU-seconds went. Ours only. */
  readonly steps?: readonly StepCost[];
};

/** One data set with what every system did on it. */
export type LinkageFigures = {
  readonly records: number;
  readonly register: number;
  readonly source: number;
  readonly errors: string;
  readonly seed: string;
  readonly measured: readonly Measured[];
};

const NAMES = { ours: "OpenDTSEN", tuned: "Splink tuned", default: "Splink default" } as const;

/** Least processor time of the turns: other work on the machine only ever adds. */
const cheapest = ({ turns }: Measured): Turn | undefined =>
  [...turns].sort((a, b) => a.cpuSeconds - b.cpuSeconds)[0];

/** Our CPU-seconds as a share of another system's, cheapest turn against cheapest turn. */
export function shareOf(figures: LinkageFigures, system: System): number | undefined {
  const cost = (name: System): number | undefined => {
    const found = figures.measured.find((one) => one.system === name);
    return found === undefined ? undefined : cheapest(found)?.cpuSeconds;
  };
  const [our, other] = [cost("ours"), cost(system)];
  return our === undefined || other === undefined ? undefined : our / other;
}

const share = (n: number): string => n.toFixed(5).replace(/^0/, "");

function line(figures: LinkageFigures, one: Measured): string {
  const turn = cheapest(one);
  const all = one.turns.map(({ cpuSeconds }) => cpuSeconds.toFixed(1)).join(", ");
  const ratio = one.system === "ours" ? undefined : shareOf(figures, one.system);
  const { quality, own } = one;
  const cells = [
    NAMES[one.system],
    turn?.cpuSeconds.toFixed(1) ?? "-",
    all,
    turn?.wallSeconds.toFixed(1) ?? "-",
    ((turn?.peakBytes ?? 0) / 1e9).toFixed(2),
    share(quality.bestF1),
    own === undefined ? "-" : `${share(own.f1)} (${share(own.precision)}, ${share(own.recall)})`,
    share(quality.recallAt999),
    share(one.candidateRecall),
    ratio === undefined ? "" : `1/${(1 / ratio).toFixed(2)}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The figures of one data set as a table of Markdown. */
export function linkageTable(figures: LinkageFigures): string {
  return [
    `${figures.register} register records, ${figures.source} source records, ${figures.errors} errors, seed ${figures.seed}:`,
    "",
    "| system | CPU-s (least) | CPU-s (every turn) | wall s | peak GB | best F1 | F1 at own threshold (precision, recall) | recall at precision .999 | candidate recall | ours as a share of its CPU |",
    "| --- | ---: | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |",
    ...figures.measured.map((one) => line(figures, one)),
  ].join("\n");
}

/** Where our CPU-seconds go: steps of one percent and more, the dearest first. */
export function stepsTable({ measured }: LinkageFigures): string {
  const steps = measured.find(({ system }) => system === "ours")?.steps ?? [];
  const all = steps.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
  const rows = [...steps]
    .sort((a, b) => b.cpuSeconds - a.cpuSeconds)
    .filter(({ cpuSeconds }) => cpuSeconds >= all / 100)
    .map(
      ({ step, cpuSeconds, seconds }) =>
        `| ${step} | ${cpuSeconds.toFixed(2)} | ${((100 * cpuSeconds) / all).toFixed(1)} % | ${seconds.toFixed(2)} |`,
    );
  return [
    "| step of ours | CPU-s | share | wall s |",
    "| --- | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}
