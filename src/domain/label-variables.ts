import type { TableVariable } from "./cross-table.ts";
import { LABEL_DEFINITIONS, POVERTY_MARK, type WelfareLabel } from "./welfare-labels.ts";
import { say } from "./words.ts";

/** "desil 6–10" of a word for several deciles. */
const span = ({ deciles }: WelfareLabel): string => {
  const [first, last] = [deciles[0], deciles.at(-1)];
  return first === last ? String(first) : `${first}–${last}`;
};

/**
 * The words that officials use for deciles, one variable a definition, so that a question says which one it means. Of
 * groups only: they are counted through the deciles they stand for, and every table of them carries the mark.
 */
export const LABEL_VARIABLES: readonly TableVariable[] = LABEL_DEFINITIONS.map(
  ({ validFrom, source, labels }, i) => {
    const until = LABEL_DEFINITIONS[i + 1]?.validFrom;
    const told = (language: "id" | "en") =>
      labels.map((label) => `${label.words[language]} = ${span(label)}`).join("; ");
    return {
      id: `welfare_label_${validFrom.replaceAll("-", "")}`,
      unit: "family",
      table: "rank",
      group: "welfare",
      words: say(
        `Sebutan desil (sejak ${validFrom.slice(0, 4)})`,
        `Words for deciles (since ${validFrom.slice(0, 4)})`,
      ),
      says: say(
        `Sejak ${validFrom}, menurut desil nasional: ${told("id")}. ${source}.`,
        `Since ${validFrom}, by national decile: ${told("en")}. ${source}.`,
      ),
      mark: POVERTY_MARK,
      inForce: until === undefined ? { from: validFrom } : { from: validFrom, until },
      folds: {
        column: "decile_national",
        groups: labels.map(({ words, deciles }) => ({ words, values: deciles })),
      },
    };
  },
);
