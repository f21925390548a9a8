import { Type } from "typebox";
import { BALANCED, EVALUATED, VERDICTS } from "#domain/evaluation.ts";
import { DecileBasis } from "./decile-basis.ts";
import { Words } from "./words.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Families; null where fewer than ten",
});
const Maybe = Type.Union([Type.Number(), Type.Null()]);
const Chance = Type.Number({ minimum: 0, maximum: 1 });
const SIDES = { inside: Count, outside: Count } as const;
const Beside = Type.Object(
  { effect: Type.Number(), low: Type.Number(), high: Type.Number(), chance: Chance },
  closed,
);
const MaybeBeside = Type.Union([Beside, Type.Null()]);

const Found = Type.Object(
  {
    band: Type.Number({ description: "Half the width compared, in log points of the score" }),
    effect: Type.Number({ description: "Inside less outside at the line, by straight lines" }),
    standardError: Type.Number(),
    low: Type.Number({ description: "95 %, corrected for bends: the interval to be read" }),
    high: Type.Number(),
    plainLow: Type.Number({ description: "95 % of the straight lines as they stand" }),
    plainHigh: Type.Number(),
    chance: Chance,
    adjusted: Type.Number({
      description: "The chance after Holm, over all questions of the table",
    }),
    villages: Type.Integer(),
    detectable: Type.Number({ description: "What would be noticed four times of five" }),
    narrow: MaybeBeside,
    wide: MaybeBeside,
    placebos: Type.Array(Beside, { description: "Where no line was drawn" }),
    wald: Type.Union([
      Type.Object(
        {
          takeUp: Type.Number({
            description: "How much more often families just inside were paid",
          }),
          strength: Type.Number(),
          effect: Type.Number({ description: "What being paid did to those the line moved" }),
          low: Type.Number(),
          high: Type.Number(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    insideLine: Type.Array(Type.Number(), { description: "Height at the line, slope over a band" }),
    outsideLine: Type.Array(Type.Number()),
    bins: Type.Array(
      Type.Object(
        {
          at: Type.Number({ description: "In bands; below nought inside" }),
          families: Count,
          mean: Maybe,
        },
        closed,
      ),
    ),
  },
  closed,
);

const MEASURE = {
  ...SIDES,
  found: Type.Union([Found, Type.Null()]),
  silence: Type.Union([Type.Enum(["too-few", "too-weak", "same-for-all"]), Type.Null()]),
  detectable: Maybe,
} as const;

const Version = Type.Object(
  { label: Type.String(), asOf: Type.String({ format: "date" }), decileBasis: DecileBasis },
  closed,
);

const HEAD = {
  evaluation: Type.String(),
  program: Type.String(),
  name: Words,
  from: Version,
  to: Version,
  keptAt: Type.String({ format: "date-time" }),
} as const;

/** What became of a program's recipients and of those who nearly were: of nobody by name. */
export const Evaluation = Type.Object(
  {
    ...HEAD,
    ruleset: Type.String(),
    codeVersion: Type.String(),
    terms: Type.Object(
      {
        isExample: Type.Boolean(),
        fewestFamilies: Type.Integer(),
        fewestVillages: Type.Integer(),
        mostDetectableMilli: Type.Integer(),
      },
      closed,
    ),
    lines: Type.Array(
      Type.Object(
        { kind: Type.Enum(["quota", "decile"]), regencies: Type.Integer(), ...SIDES },
        closed,
      ),
    ),
    takeUp: Type.Object(
      {
        determined: Count,
        paid: Type.Union([Type.Object(SIDES, closed), Type.Null()], {
          description: "Null where no payment was reported",
        }),
      },
      closed,
    ),
    density: Type.Union([
      Type.Object({ jump: Type.Number(), chance: Chance, isSound: Type.Boolean() }, closed),
      Type.Null(),
    ]),
    heap: Type.Number(),
    balance: Type.Array(Type.Object({ id: Type.Enum([...BALANCED]), ...MEASURE }, closed)),
    others: Type.Array(Type.Object({ program: Type.String(), name: Words, ...MEASURE }, closed)),
    outcomes: Type.Array(
      Type.Object(
        { id: Type.Enum([...EVALUATED]), verdict: Type.Enum([...VERDICTS]), ...MEASURE },
        closed,
      ),
    ),
    lots: Type.Array(
      Type.Object(
        {
          id: Type.Enum([...EVALUATED]),
          drawings: Type.Integer(),
          inside: Type.Integer(),
          outside: Type.Integer(),
          effect: Type.Number(),
          low: Type.Number(),
          high: Type.Number(),
          chance: Chance,
          detectable: Type.Number(),
        },
        closed,
      ),
    ),
    plans: Type.Object(
      {
        opened: Type.Object(SIDES, closed),
        graduated: Type.Object(SIDES, closed),
        shocks: Type.Object(SIDES, closed),
      },
      closed,
    ),
  },
  closed,
);
export type Evaluation = Type.Static<typeof Evaluation>;

export const EvaluationList = Type.Object({ items: Type.Array(Type.Object(HEAD, closed)) }, closed);
export type EvaluationList = Type.Static<typeof EvaluationList>;
