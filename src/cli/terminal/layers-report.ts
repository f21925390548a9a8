import { ERROR_QUOTA_BASIS } from "#domain/decile-basis.ts";
import { type JudgedLayers, REGISTER } from "#ranking/judge-layers.ts";
import type { LayerGain } from "#ranking/pmt/choose-layer.ts";
import { leftOutWords } from "#ranking/pmt/report/left-out-words.ts";
import { countedBy } from "./counted-by.ts";

/** Ways to rank a version's survey, as Markdown; nothing of a version that is older than such judgements. */
export function layersReport(judged: JudgedLayers | undefined): readonly string[] {
  if (judged === undefined) return [];
  const { rows, units, regencies, features, layers, choice, overRegister } = judged;
  return [
    "## Ways to rank, judged on sampling units that they had not seen",
    "",
    `${rows} households of ${units} sampling units in ${regencies} regencies, ${features} features. Families are placed by "${REGISTER}"; the layers are those of \`dtsen pmt\` (docs/statisticians/ranking.md). Quotas ${countedBy(ERROR_QUOTA_BASIS)}.`,
    "",
    ...leftOutWords(judged).flatMap((words) => [words, ""]),
    ...errorTable(layers),
    ...gainTable([...(choice?.gains ?? []), ...(overRegister === null ? [] : [overRegister])]),
    ...(choice === null ? [] : [`Of the layers ${choice.chosen} would ship.`, ""]),
  ];
}

const percent = (share: number): string => (share * 100).toFixed(1);
const spread = (se: number | null): string => (se === null ? "" : ` ± ${percent(se)}`);

function errorTable(layers: JudgedLayers["layers"]): readonly string[] {
  const quotas = layers[0]?.figures.quotas.map(({ quota }) => quota) ?? [];
  if (quotas.length === 0) return [];
  return [
    `| | Spearman | R2 | ${quotas.map((quota) => `missed at ${quota * 100} %`).join(" | ")} |`,
    `| --- | ---: | ---: |${" ---: |".repeat(quotas.length)}`,
    ...layers.map(
      ({ name, figures }) =>
        `| ${name} | ${figures.spearman.value.toFixed(3)} | ${figures.rSquared.toFixed(3)} | ${figures.quotas.map(({ exclusion, se }) => `${percent(exclusion)}${spread(se)} %`).join(" | ")} |`,
    ),
    "",
    "Missed: of the truly poor, as many persons as the quota, the share left out; with standard errors from resampled sampling units.",
    "",
  ];
}

/** Normal: so many standard errors on either side of a figure. */
const OF_95_PERCENT = 1.96;

function gainTable(gains: readonly LayerGain[]): readonly string[] {
  if (gains.length === 0) return [];
  const interval = ({ value, se }: LayerGain["exclusion"], times: number, places: number) => {
    const [low, high] = [value - OF_95_PERCENT * (se ?? 0), value + OF_95_PERCENT * (se ?? 0)];
    return `${(value * times).toFixed(places)} (${(low * times).toFixed(places)} to ${(high * times).toFixed(places)})`;
  };
  return [
    "| | over | fewer missed, in points (95 %) | Spearman (95 %) | better |",
    "| --- | --- | ---: | ---: | --- |",
    ...gains.map(
      ({ name, over, exclusion, spearman, ships }) =>
        `| ${name} | ${over} | ${interval(exclusion, 100, 2)} | ${interval(spearman, 1, 4)} | ${ships ? "yes" : "no"} |`,
    ),
    "",
    "Gains are paired: the same resampled units for both. Better: fewer missed on average over the quotas, a better order, and one of both beyond its standard error.",
    "",
  ];
}
