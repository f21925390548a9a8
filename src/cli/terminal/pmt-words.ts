import type { ScoredSurvey } from "#ranking/pmt/score-survey.ts";
import type { PmtSummary } from "#ranking/pmt/train-survey.ts";
import { countedBy } from "./counted-by.ts";

const number = (value: number): string => value.toLocaleString("en");
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const error = (value: number, se: number | null): string =>
  `${(value * 100).toFixed(1)}${se === null ? "" : ` ± ${(se * 100).toFixed(1)}`} %`;

/** The figures of a survey for somebody who watches. */
export function pmtText(summary: PmtSummary): string {
  const { survey, layers, choice, shortForm, out, files } = summary;
  const { table, targetName, reasons, poor } = survey;
  const counted = table.size.some((members) => members !== 1) ? "people" : "households";
  const quotas = layers[0]?.figures.quotas.map(({ quota }) => quota) ?? [];
  const heads = ["", "Spearman", "R2", ...quotas.map((quota) => `missed at ${quota * 100} %`)];
  const rows = layers.map(({ name, figures }) => [
    name === choice.chosen ? `${name} *` : name,
    figures.spearman.value.toFixed(3),
    figures.rSquared.toFixed(3),
    ...figures.quotas.map(({ exclusion, se }) => error(exclusion, se)),
  ]);
  const lines = [
    `${number(table.rows)} households, ${number(table.variables.length)} features, target "${targetName}" (${targetWords(table.targetKind, poor)}); quotas count ${counted}`,
    ...reasons
      .filter(({ because }) => because !== "")
      .map(({ column, kind, because }) => `  ${column}: ${kind}, for ${because}`),
    ...tableLines([heads, ...rows]),
    `* ships: ${choice.chosen}`,
    ...choice.gains.map(
      ({ name, over, exclusion, spearman, ships }) =>
        `  ${name} against ${over}: ${signed(exclusion.value * 100)} ± ${((exclusion.se ?? 0) * 100).toFixed(1)} points fewer missed, Spearman ${signed(spearman.value, 3)}: ${ships ? "ships" : "does not ship"}`,
    ),
    ...chosenLines(summary),
  ];
  if (shortForm !== null) {
    const step = shortForm.steps.find(({ questions }) => questions === shortForm.enough);
    lines.push(
      `a form of ${shortForm.enough} questions misses ${step?.exclusion.map((e) => percent(e)).join(", ")}: ${shortForm.order.slice(0, shortForm.enough).join(", ")}`,
    );
  }
  lines.push(`${out}: ${files.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

/** What stands on the cut, and beside what R2 alone would buy, of the layer that ships. */
function chosenLines({ layers, choice }: PmtSummary): readonly string[] {
  const chosen = layers.find(({ name }) => name === choice.chosen)?.figures;
  if (chosen === undefined) return [];
  const expected = chosen.quotas.filter(
    ({ expectedFromRSquared }) => expectedFromRSquared !== null,
  );
  const lines: string[] = [];
  if (expected.length > 0) {
    const words = expected.map(
      (q) => `${percent(q.exclusion)} for ${percent(q.expectedFromRSquared ?? 0)}`,
    );
    lines.push(
      `missed, for what an R2 of ${chosen.rSquared.toFixed(2)} buys in a normal world: ${words.join(", ")}`,
    );
  }
  if (chosen.severe !== null)
    lines.push(
      `of the poorest tenth ${percent(chosen.severe.bottom10Missed)} are missed at a quota of 40 %`,
    );
  if (chosen.sizes.length > 0) {
    const sizes = chosen.sizes.map(
      ({ name, exclusion }) => `${name}: ${exclusion === null ? "-" : percent(exclusion)}`,
    );
    lines.push(`missed at 40 % by members: ${sizes.join(", ")}`);
  }
  return lines;
}

const targetWords = (kind: string, poor: string): string =>
  kind === "class" ? `poor is "${poor}"` : kind === "log" ? "its logarithm" : "as it is";

const signed = (value: number, places = 1): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(places)}`;

function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => row[k]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0)))
      .join("  "),
  );
}

/** What was scored, in two lines. */
export const scoredText = ({ rows, model, file, decileBasis }: ScoredSurvey): string =>
  `${number(rows)} rows scored with a model of layer ${model}\n${file}: row, id, score, percentile and decile among these rows, ${countedBy(decileBasis)}\n`;
