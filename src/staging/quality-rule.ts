import type { DeliverySet, Source } from "#domain/source.ts";
import type { LayoutColumn } from "#sources/layout.ts";

/** What people read; Indonesian is shown first. */
export type Sentence = { readonly id_ID: string; readonly en: string };

/** The SQL names of one delivered cell while it is judged. */
export type Cell = {
  /** As delivered; null where blank. */
  readonly raw: string;
  /** As staged; null where it could not be read. */
  readonly value: string;
  /** Rule that a dictionary noted, or null. */
  readonly note: string;
};

/**
 * One thing that may be wrong, as data. "refuse" sends the row to quarantine; "finding" keeps the row,
 * and the value too unless it could not be read. Conditions are SQL; the first that holds is reported.
 */
export type QualityRule = {
  readonly code: string;
  readonly severity: "refuse" | "finding";
  readonly sentence: Sentence;
  readonly remedy: Sentence;
} & (
  | {
      readonly on: "cell";
      readonly reads: readonly LayoutColumn["reads"][];
      readonly condition: (cell: Cell) => string;
      /** Can only hold in a workbook; elsewhere it is not asked. */
      readonly isOfSpreadsheets?: true;
    }
  | {
      readonly on: "row";
      readonly sets: readonly DeliverySet[];
      readonly sources?: readonly Source[];
      /** Staged columns the condition speaks of; without them in the layout it is not asked. */
      readonly needs: readonly string[];
      readonly condition: string;
    }
  | { readonly on: "line" }
);

/** Builds the sentences of a rule: Indonesian and English, what is wrong and what repairs it. */
export function says(
  code: string,
  severity: QualityRule["severity"],
  [sentenceId, sentenceEn]: readonly [string, string],
  [remedyId, remedyEn]: readonly [string, string],
) {
  return {
    code,
    severity,
    sentence: { id_ID: sentenceId, en: sentenceEn },
    remedy: { id_ID: remedyId, en: remedyEn },
  } as const;
}
