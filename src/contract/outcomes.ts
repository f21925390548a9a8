import { Type } from "typebox";
import { CASE_KINDS } from "#domain/case-kinds.ts";
import { ENDED_WITHIN_DAYS, FOUND_MEASURES } from "#domain/outcome-figure.ts";
import { AreaChoice } from "./area-figures.ts";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0 });
const Share = Type.Number({ minimum: 0, maximum: 1 });

export const OutcomeChoice = Type.Object({ area: AreaChoice.properties.area }, exact);

export const CaseOutcomes = Type.Object(
  {
    kind: Type.Enum([...CASE_KINDS]),
    words: Words,
    underWay: Count,
    overdue: Count,
    done: Count,
    refused: Count,
    withdrawn: Count,
    took: Type.Array(Count, {
      description: `Ended cases by the days they took: up to ${ENDED_WITHIN_DAYS.join(", ")}, and longer`,
    }),
  },
  exact,
);
export type CaseOutcomes = Type.Static<typeof CaseOutcomes>;

/** Of what was looked into, what was found; with Wilson's interval of 95 %. Not a rate of the whole list. */
export const FoundOutcomes = Type.Object(
  {
    measure: Type.Enum([...FOUND_MEASURES]),
    words: Words,
    lookedWords: Words,
    foundWords: Words,
    error: Type.Enum(["inclusion", "exclusion", "fact"]),
    looked: Count,
    found: Count,
    share: Share,
    low: Share,
    high: Share,
  },
  exact,
);
export type FoundOutcomes = Type.Static<typeof FoundOutcomes>;

export const OutcomeFigures = Type.Object(
  {
    region: Region,
    /** When they were counted; absent where nothing was counted yet. */
    countedAt: Type.Optional(Type.String({ format: "date-time" })),
    kinds: Type.Array(CaseOutcomes),
    found: Type.Array(FoundOutcomes),
    /** One tier below, the latest first. */
    parts: Type.Array(
      Type.Object(
        {
          region: Region,
          underWay: Count,
          overdue: Count,
          ended: Count,
          looked: Count,
          found: Count,
        },
        exact,
      ),
    ),
  },
  exact,
);
export type OutcomeFigures = Type.Static<typeof OutcomeFigures>;
