import { Type } from "typebox";
import { DECISION_STANDINGS } from "#domain/decision-standing.ts";
import { Words } from "./words.ts";

/** By what a decision stands: the act that determined it, that it waits for another, or that it is only reckoned. */
export const DecisionStanding = Type.Object(
  {
    stands: Type.Enum(DECISION_STANDINGS),
    act: Type.Optional(
      Type.Object(
        { number: Type.String(), signedOn: Type.String() },
        { additionalProperties: false },
      ),
    ),
    words: Words,
  },
  { additionalProperties: false },
);
