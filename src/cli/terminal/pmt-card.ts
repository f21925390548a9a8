import type { ModelFile } from "#ranking/pmt/model-file.ts";
import { type ModelTerm, modelTerms, type TermPart } from "#ranking/pmt/model-terms.ts";

/** A saved model for statisticians, as Markdown: what it learned from, how it errs, and every term with what it adds. */
export function cardText(path: string, model: ModelFile): string {
  const { card, training, pooled, decimals, areas, trees, layer } = model;
  const scale = 10 ** decimals;
  const lines = [
    `# ${path}: ${layer}`,
    "",
    `Target "${card.target}"${card.poor === "" ? "" : `, poor is "${card.poor}"`}; ${training.rows} households of ${training.groups} sampling units, ${training.folds} folds, seed ${training.seed}.`,
    `Survey ${card.survey.sha256}.`,
    "",
    ...figureLines(model),
    ...card.gains.map(
      ({ name, over, exclusion, ships }) =>
        `- ${name} against ${over}: ${(exclusion.value * 100).toFixed(2)} ± ${((exclusion.se ?? 0) * 100).toFixed(2)} points fewer missed: ${ships ? "ships" : "does not ship"}`,
    ),
    "",
    "## Terms",
    "",
    `What each adds to a score, on the scale of the target; together with the start they are the score. ${areas.length === 0 ? "One line for all." : `Lines of ${areas.length} areas: the least and the most among them beside the pooled one.`}`,
    "",
    "| Term | when | adds | in areas |",
    "| --- | --- | ---: | ---: |",
    `| (start) | | ${(pooled.intercept / scale).toFixed(4)} | ${between(startIn(model))} |`,
    ...modelTerms(model).flatMap(termRows),
    "",
    ...(trees.length === 0
      ? []
      : [
          `${trees.length} trees stand in the file and are not told here: nobody could read them.`,
          "",
        ]),
    ...model.notes.map(({ code, names }) => `- ${code}: ${names.join(", ")}`),
    ...card.warnings.map(({ code, says }) => `- ${says.en} [${code}]`),
    ...card.limits.map((limit) => `- ${limit}`),
  ];
  return `${lines.join("\n")}\n`;
}

function figureLines({ card }: ModelFile): readonly string[] {
  const { spearman, rSquared, quotas, smallHouseholds } = card.outOfFold;
  const missed = quotas.map(
    ({ quota, exclusion, se }) =>
      `${(exclusion * 100).toFixed(1)} ± ${((se ?? 0) * 100).toFixed(1)} % at ${quota * 100} %`,
  );
  const small =
    smallHouseholds === null
      ? ""
      : `, of households of one and two ${(smallHouseholds * 100).toFixed(1)} % at 40 %`;
  return [
    `On households that it had not seen: Spearman ${spearman.value.toFixed(3)}, R2 ${rSquared.toFixed(3)}; of the poor it misses ${missed.join(", ")}${small}.`,
    "",
  ];
}

function startIn({ areas, decimals }: ModelFile): TermPart["inAreas"] {
  const all = areas.map(({ intercept }) => intercept / 10 ** decimals);
  return all.length === 0 ? null : [Math.min(...all), Math.max(...all)];
}

function termRows({ of, kind, only, parts }: ModelTerm): readonly string[] {
  const name = `${inCell(of)}${only === null ? "" : ` (only ${only})`}${kind === "table" ? " (table)" : ""}`;
  return parts.map(
    ({ when, adds, inAreas }, k) =>
      `| ${k === 0 ? name : ""} | ${inCell(when)} | ${signed(adds)} | ${between(inAreas)} |`,
  );
}

const signed = (value: number): string => `${value < 0 ? "" : "+"}${value.toFixed(4)}`;
const between = (range: TermPart["inAreas"]): string =>
  range === null ? "" : `${signed(range[0])} to ${signed(range[1])}`;
const inCell = (words: string): string => words.replaceAll("|", "\\|").replaceAll("\n", " ");
