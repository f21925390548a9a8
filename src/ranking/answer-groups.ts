import { isCounted, NEVER_MORE, type RankedVariable, runsOf } from "./feature.ts";
import { RANKED_VARIABLES } from "./ranked-variables.ts";

/** The lowest and the highest answer that stands in a file. */
export type AnswerSpan = { readonly low: number; readonly high: number };

/** Spans of variables, where they are known. */
export type AnswerSpans = Readonly<Record<string, AnswerSpan>>;

/** A variable whose answers lie between two: `column` is SQL for them, of rows called `i`. */
export type CodedVariable = RankedVariable & AnswerSpan & { readonly column: string };

/** Variables that are looked up together: with each answer of one, each of the others. */
export type AnswerGroup = {
  readonly variables: readonly CodedVariable[];
  /** How many ways to answer them. */
  readonly ways: number;
};

/** Rows of the table of one group at most: up to a million DuckDB finds a row by its place, as in a list. */
const MOST_ROWS = 1_000_000;
/** And ways to answer, where models are few: more would take longer to make than they save. */
const MOST_WAYS = 2_000;
/** Answers beyond what a model tells apart that are let in as they are: less than it costs to hold them back. */
const BEYOND = 3;

/**
 * The ranked variables in few groups, so that a score is a sum of as many numbers as there are groups and not of one
 * for each feature: each family's answers to a group are one whole number, and a table says what it adds.
 */
export function answerGroups(models: number, spans: AnswerSpans): readonly AnswerGroup[] {
  const most = Math.min(MOST_WAYS, Math.floor(MOST_ROWS / models));
  const groups: AnswerGroup[] = [];
  const widest = RANKED_VARIABLES.map((variable) => coded(variable, spans[variable.id])).sort(
    (a, b) => waysOf(b) - waysOf(a),
  );
  for (const variable of widest) {
    const ways = waysOf(variable);
    const at = groups.findIndex((group) => group.ways * ways <= most);
    const group = groups[at] ?? { variables: [], ways: 1 };
    const joined = { variables: [...group.variables, variable], ways: group.ways * ways };
    groups.splice(at < 0 ? groups.length : at, 1, joined);
  }
  return groups;
}

const waysOf = ({ low, high }: AnswerSpan): number => high - low + 1;

/** Answers are held between two ends where they are not known to lie there; all absent ones add the same. */
function coded(variable: RankedVariable, span: AnswerSpan | undefined): CodedVariable {
  const top = firstOfTheRest(variable);
  const isLow = span !== undefined && span.low >= -BEYOND;
  const isHigh = span !== undefined && span.high >= span.low && span.high <= top + BEYOND;
  const low = isLow ? Math.min(span.low, top) : -1;
  const high = isHigh ? Math.max(span.high, low) : top;
  const column = `i.${variable.id}`;
  const raised = isLow ? column : `greatest(${column}, -1)`;
  return { ...variable, low, high, column: isHigh ? raised : `least(${raised}, ${top})` };
}

/** The answer from which on all answers are alike to a model. */
function firstOfTheRest({ features }: RankedVariable): number {
  const ends = features.map((feature) => {
    if (isCounted(feature)) return feature.upTo;
    const last = runsOf(feature).at(-1) ?? [0, 0];
    return last[1] >= NEVER_MORE ? last[0] : last[1] + 1;
  });
  return Math.max(...ends);
}
