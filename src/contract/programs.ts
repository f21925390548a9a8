import { Type } from "typebox";
import { PROGRAM_MODES } from "#domain/program-terms.ts";
import { Words } from "./words.ts";

const strict = { additionalProperties: false } as const;
const Day = Type.String({ format: "date" });

const Given = Type.Object(
  {
    words: Words,
    rupiah: Type.Optional(Type.Integer({ description: "Of one phase; absent where it is no sum" })),
  },
  strict,
);

const RuleLine = {
  id: Type.String(),
  kind: Type.Enum(["eligibility", "exclusion", "check", "amount"]),
  says: Words,
  legalBasis: Type.String(),
  validFrom: Day,
  validTo: Type.Optional(Day),
  formerly: Type.Array(Type.String()),
};

/** A program as the regulations have it on a day: who determines it and how, its rules, amounts and law. */
export const ProgramOnCard = Type.Object(
  {
    id: Type.String(),
    name: Words,
    formerly: Type.Array(Type.String(), { description: "Names it had before" }),
    umbrella: Type.Optional(Words),
    mode: Type.Enum([...PROGRAM_MODES], {
      description:
        "rank-and-quota and sector-match: a version says who has a place; all others: a version lists candidates and people decide",
    }),
    modeWords: Words,
    unit: Words,
    funding: Words,
    owner: Words,
    determiner: Words,
    act: Words,
    region: Type.Optional(
      Type.String({ description: "The province or regency it serves, with its code" }),
    ),
    legalBasis: Type.String(),
    validFrom: Day,
    validTo: Type.Optional(Day),
    isInForce: Type.Boolean(),
    isOfEveryVersion: Type.Boolean({ description: "Whether every version determines it" }),
    exclusiveWith: Type.Array(
      Type.Object({ id: Type.String(), name: Words, legalBasis: Type.String() }, strict),
      { description: "Whoever receives these has no place in it" },
    ),
    judged: Type.Array(Words, { description: "What no fact says, so that people judge it" }),
    notEstablished: Type.Array(Words, { description: "What was not found in any act" }),
    phase: Type.Optional(Words),
    rulesetId: Type.Optional(Type.String({ description: "Changes when rules or amounts do" })),
    rulesOn: Type.Optional(Day),
    rules: Type.Optional(Type.Array(Type.Object(RuleLine, strict))),
    given: Type.Optional(Type.Array(Given)),
    atMost: Type.Optional(Type.Integer()),
    atMostChildren: Type.Optional(Type.Integer()),
    places: Type.Optional(Type.Integer()),
    reserve: Type.Optional(Type.Integer()),
    mostPerFamily: Type.Optional(Type.Integer()),
    otherTimes: Type.Optional(
      Type.Array(
        Type.Object(
          { validFrom: Day, legalBasis: Type.String(), given: Type.Array(Given) },
          strict,
        ),
        { description: "What is given from other days on" },
      ),
    ),
    amended: Type.Optional(
      Type.Array(
        Type.Object(
          {
            validFrom: Day,
            legalBasis: Type.String(),
            lines: Type.Array(
              Type.Object(
                {
                  kind: Type.Enum(["rule", "number", "settled"]),
                  what: Words,
                  before: Type.Optional(Words),
                  after: Type.Optional(Words),
                },
                strict,
              ),
            ),
          },
          strict,
        ),
        {
          description:
            "Rules that two people put into force, the newest first: also ones whose day is still to come",
        },
      ),
    ),
    unconfirmed: Type.Optional(
      Type.Array(Type.Object({ ...RuleLine, source: Words }, strict), {
        description: "Rules that sources tell of without an act: not in force",
      }),
    ),
  },
  strict,
);
export type ProgramOnCard = Type.Static<typeof ProgramOnCard>;

export const ProgramList = Type.Object({ items: Type.Array(ProgramOnCard) }, strict);
export type ProgramList = Type.Static<typeof ProgramList>;
