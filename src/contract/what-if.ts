import { Type } from "typebox";
import { DecileBasis } from "./decile-basis.ts";
import { Region } from "./region.ts";
import { VersionSummary } from "./versions.ts";

const Count = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});
const Share = Type.Union([Type.Number(), Type.Null()]);

/** What if a program were given otherwise: where the line is, what is paid, how much money there is. */
export const WhatIfTermsDraft = Type.Object(
  {
    area: Type.String({
      pattern: "^(ID|[0-9]{2}|[0-9]{4})$",
      description: "A region of one's own: ID, a province or a regency",
    }),
    program: Type.String({ pattern: "^[a-z-]{1,40}$" }),
    by: Type.Enum(["percentile", "decile", "quota"], {
      description:
        "The line among those who fit: a national percentile or decile, or so many places from the poorest on",
    }),
    atMost: Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000,
      description: "Percentile, decile, or places",
    }),
    flatRupiah: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000_000,
        description: "One amount of a phase for all; without it the program's own",
      }),
    ),
    budgetRupiah: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 900_000_000_000_000,
        description: "Of a year; recipients are taken from the poorest on until it is spent",
      }),
    ),
    administrationRupiah: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000_000,
        description: "What reaching one recipient costs in a year; the budget pays for it too",
      }),
    ),
  },
  { additionalProperties: false },
);
export type WhatIfTermsDraft = Type.Static<typeof WhatIfTermsDraft>;

const SIDE = {
  families: Count,
  persons: Count,
  units: Count,
  rupiahAYear: Count,
  exclusion: Share,
  inclusion: Share,
} as const;

/** What is kept of a side. */
const Side = Type.Object(SIDE, {
  additionalProperties: false,
  description: "exclusion and inclusion: errors as the model expects them, shares of persons",
});

const Welfare = Type.Object(
  {
    lineRupiah: Type.Integer({
      description:
        "Rupiah per person and month below which the poorest four tenths of the region are predicted to live",
    }),
    headcount: Type.Number(),
    gap: Type.Number(),
    severity: Type.Number(),
    gini: Type.Number(),
    equalRupiah: Type.Integer({
      description: "Consumption that, the same for all, would be as good (CRRA welfare as rupiah)",
    }),
    gapClosedPerRupiah: Type.Union([Type.Number(), Type.Null()]),
  },
  {
    additionalProperties: false,
    description:
      "Simulated from predicted consumption; not a poverty figure of Statistics Indonesia",
  },
);

const Interval = Type.Tuple([Type.Number(), Type.Number()]);
const MEASURED = { households: Type.Integer(), exclusion: Interval, inclusion: Interval } as const;

const SideAnswer = Type.Object(
  {
    ...SIDE,
    measured: Type.Union(
      [
        Type.Object(MEASURED, {
          additionalProperties: false,
          description:
            "Errors of a line that reaches as many persons, on households of the survey that the model never saw, from where to where nineteen times of twenty; the poor are the poorest four tenths",
        }),
        Type.Null(),
      ],
      { description: "Null where withheld, or where the version's model has none" },
    ),
    administrationAYear: Count,
    coverage: Share,
    welfare: Type.Union([Welfare, Type.Null()]),
  },
  {
    additionalProperties: false,
    description: "coverage: persons receiving over all persons; welfare is null where withheld",
  },
);

const Measured = Type.Object(
  {
    quotaPercent: Type.Number(),
    ...MEASURED,
  },
  {
    additionalProperties: false,
    description:
      "Errors of the model on households of the survey that it never saw, from where to where nineteen times of twenty",
  },
);

const Group = Type.Object(
  {
    families: Count,
    baselineFamilies: Count,
    reformFamilies: Count,
    staying: Count,
    winners: Count,
    losers: Count,
    rupiahAYear: Count,
    baselineRupiahAYear: Count,
    coverage: Share,
    baselineCoverage: Share,
  },
  { additionalProperties: false },
);

export const WhatIfPoint = Type.Object(
  {
    percentile: Type.Integer(),
    units: Count,
    rupiahAYear: Count,
    exclusion: Share,
    inclusion: Share,
  },
  { additionalProperties: false },
);

/** An answer: sums, who comes in and drops out by decile and region, and what other lines would do. Simulated. */
export const WhatIfAnswer = Type.Object(
  {
    version: VersionSummary,
    region: Region,
    program: Type.String(),
    isExact: Type.Boolean({
      description:
        "False where a line cuts through a percentile, whose families are taken to lie evenly",
    }),
    baseline: SideAnswer,
    reform: SideAnswer,
    nothing: Welfare,
    survey: Type.Array(Measured),
    staying: Count,
    winners: Count,
    losers: Count,
    marginal: Count,
    deciles: Type.Array(
      Type.Object({ decile: Type.Integer(), ...Group.properties }, { additionalProperties: false }),
    ),
    parts: Type.Array(
      Type.Object({ region: Region, ...Group.properties }, { additionalProperties: false }),
    ),
    frontier: Type.Array(WhatIfPoint),
    solved: Type.Object(
      {
        budgetRupiah: Count,
        flatRupiah: Type.Union([Type.Integer(), Type.Null()]),
        percentile: Type.Union([Type.Integer(), Type.Null()]),
        units: Count,
      },
      {
        additionalProperties: false,
        description: "The same question turned round: budget, one amount, quota",
      },
    ),
  },
  { additionalProperties: false },
);
export type WhatIfAnswer = Type.Static<typeof WhatIfAnswer>;

export const WhatIfDraft = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" }),
    terms: WhatIfTermsDraft,
  },
  { additionalProperties: false },
);
export type WhatIfDraft = Type.Static<typeof WhatIfDraft>;

export const WhatIfSaved = Type.Object(
  {
    scenario: Type.String(),
    name: Type.String(),
    revision: Type.Integer(),
    owner: Type.String(),
    savedAt: Type.String(),
    version: Type.String({ description: "Label of the version it was asked of" }),
    decileBasis: DecileBasis,
    region: Region,
    terms: WhatIfTermsDraft,
    baseline: Side,
    reform: Side,
    winners: Count,
    losers: Count,
  },
  { additionalProperties: false },
);
export type WhatIfSaved = Type.Static<typeof WhatIfSaved>;

export const WhatIfList = Type.Object(
  { items: Type.Array(WhatIfSaved) },
  { additionalProperties: false },
);
export type WhatIfList = Type.Static<typeof WhatIfList>;

export const WhatIfReceipt = Type.Object(
  { scenario: Type.String(), revision: Type.Integer() },
  { additionalProperties: false },
);
export type WhatIfReceipt = Type.Static<typeof WhatIfReceipt>;
