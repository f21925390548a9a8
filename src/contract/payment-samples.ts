import { Type } from "typebox";
import { SampleChoice } from "./payments.ts";
import { Region } from "./region.ts";

const exact = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0, maximum: 100_000_000 });
const { confidence, margin, seed } = SampleChoice.properties;

/** What visits found of the payments of one draw, regency by regency. */
export const SampleResultDraft = Type.Object(
  {
    area: Type.String({
      pattern: "^(ID|[0-9]{2}|[0-9]{4})$",
      description: "The region of the draw: a regency or larger",
    }),
    confidence,
    margin,
    seed,
    digest: Type.String({ pattern: "^[0-9a-f]{64}$", description: "Of the draw, as it was given" }),
    results: Type.Array(
      Type.Object(
        { region: Type.String({ pattern: "^[0-9]{4}$" }), looked: Count, wrong: Count },
        exact,
      ),
      { minItems: 1, maxItems: 600 },
    ),
  },
  exact,
);
export type SampleResultDraft = Type.Static<typeof SampleResultDraft>;

export const SampleResultReceipt = Type.Object({ number: Type.Integer({ minimum: 1 }) }, exact);
export type SampleResultReceipt = Type.Static<typeof SampleResultReceipt>;

const Milli = Type.Integer({ minimum: 0, maximum: 1000 });

/** Results that were noted for a phase, the newest first; with seed and digest anybody draws the same again. */
export const SampleResults = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          number: Type.Integer({ minimum: 1 }),
          region: Region,
          confidence: Type.Integer(),
          margin: Type.Integer(),
          seed: Type.String(),
          digest: Type.String(),
          payments: Count,
          looked: Count,
          wrong: Count,
          wrongMilli: Milli,
          lowMilli: Milli,
          highMilli: Milli,
          notedOn: Type.String(),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type SampleResults = Type.Static<typeof SampleResults>;
