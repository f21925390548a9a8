import { Type } from "typebox";
import { PLAN_ACTS } from "#domain/plan-acts.ts";
import {
  PLAN_GOALS,
  PLAN_KINDS,
  PLAN_NEEDS,
  PLAN_REASON_WORDS,
  PROVIDER_KINDS,
  PROVIDER_STATUSES,
} from "#domain/plan-terms.ts";
import { RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
const Id = Type.String({ pattern: "^[1-9][0-9]{0,17}$" });
/** A number of a letter, BAST or decree: no spaces, so that no sentence fits. */
const Paper = Type.String({ pattern: "^[A-Za-z0-9./_-]{3,40}$" });
const Name = Type.String({ minLength: 3, maxLength: 80, pattern: "^[\\p{L}\\p{N} .,'()/-]+$" });

export const PlanNo = Id;

/** The key of whoever opens is the plan's own id: the same key for ever is the same plan. */
export const PlanKey = Type.Object({
  "idempotency-key": Type.String({
    pattern: "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$",
  }),
});

export const PlanFilter = Type.Object(
  {
    show: Type.Optional(Type.Enum(["due", "open", "second", "ended"])),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type PlanFilter = Type.Static<typeof PlanFilter>;

export const PlanOpen = Type.Object(
  {
    kind: Type.Enum([...PLAN_KINDS]),
    familyId: Id,
    /** Of a case plan: whom it is for, and in which of the twenty-six groups. */
    personId: Type.Optional(Id),
    ppks: Type.Optional(Type.Integer({ minimum: 1, maximum: 26 })),
  },
  { additionalProperties: false },
);
export type PlanOpen = Type.Static<typeof PlanOpen>;

const REASONS = Object.keys(PLAN_REASON_WORDS) as (keyof typeof PLAN_REASON_WORDS)[];

export const PlanStep = Type.Object(
  {
    act: Type.Enum([...PLAN_ACTS]),
    reason: Type.Optional(Type.Enum(REASONS)),
    codes: Type.Optional(Type.Array(Type.Enum([...PLAN_NEEDS, ...PLAN_GOALS]), { maxItems: 9 })),
    providerNo: Type.Optional(Id),
    paper: Type.Optional(Paper),
    paperOn: Type.Optional(Day),
  },
  { additionalProperties: false },
);
export type PlanStep = Type.Static<typeof PlanStep>;

export const PlanReceipt = Type.Object(
  { planNo: Id, state: Type.String(), words: Words, dueOn: Type.Optional(Day) },
  { additionalProperties: false },
);
export type PlanReceipt = Type.Static<typeof PlanReceipt>;

export const PlanRow = Type.Object(
  {
    planNo: Id,
    familyId: Id,
    place: Place,
    kind: Words,
    state: Type.String(),
    stateWords: Words,
    openedOn: Day,
    dueOn: Type.Optional(Day),
    isOverdue: Type.Boolean(),
    provider: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type PlanRow = Type.Static<typeof PlanRow>;
export const PlanPage = pageOf(PlanRow);
export type PlanPage = Type.Static<typeof PlanPage>;

const Choice = Type.Object({ code: Type.String(), words: Words }, { additionalProperties: false });

export const Plan = Type.Object(
  {
    ...PlanRow.properties,
    checksDone: Type.Integer(),
    warnings: Type.Integer(),
    warningsNeeded: Type.Integer(),
    /** Only under the purpose of protection. */
    group: Type.Optional(
      Type.Object({ ppks: Words, pas: Words, personId: Id }, { additionalProperties: false }),
    ),
    lines: Type.Array(
      Type.Object(
        {
          on: Day,
          words: Words,
          reason: Type.Optional(Words),
          codes: Type.Array(Words),
          provider: Type.Optional(Type.String()),
          paper: Type.Optional(Type.String()),
          paperOn: Type.Optional(Day),
        },
        { additionalProperties: false },
      ),
    ),
    turns: Type.Array(
      Type.Object(
        {
          act: Type.Enum([...PLAN_ACTS]),
          words: Words,
          reasons: Type.Array(Choice),
          codes: Type.Array(Choice),
          needsPaper: Type.Boolean(),
          needsProvider: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Plan = Type.Static<typeof Plan>;

export const ProviderDraft = Type.Object(
  {
    kind: Type.Enum([...PROVIDER_KINDS]),
    name: Name,
    region: Type.String({ pattern: "^([0-9]{4}|[0-9]{6}|[0-9]{10})$" }),
    status: Type.Enum([...PROVIDER_STATUSES]),
    capacity: Type.Integer({ minimum: 0, maximum: 100_000 }),
    officer: Name,
    decree: Paper,
    fromOn: Day,
    validTo: Day,
  },
  { additionalProperties: false },
);
export type ProviderDraft = Type.Static<typeof ProviderDraft>;

const { kind: _kind, name: _name, region: _region, ...recordFields } = ProviderDraft.properties;
export const ProviderRecordDraft = Type.Object(recordFields, { additionalProperties: false });
export type ProviderRecordDraft = Type.Static<typeof ProviderRecordDraft>;

export const ProviderNo = Type.Object({ providerNo: Id }, { additionalProperties: false });

export const Provider = Type.Object(
  {
    providerNo: Id,
    kind: Words,
    name: Type.String(),
    /** Where it works, by name. */
    region: Type.String(),
    status: Words,
    isActive: Type.Boolean(),
    capacity: Type.Integer(),
    taken: Type.Integer(),
    officer: Type.String(),
    decree: Type.String(),
    fromOn: Day,
    validTo: Day,
    isDecreeEnded: Type.Boolean(),
    mayKeep: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Provider = Type.Static<typeof Provider>;
export const ProviderList = Type.Object(
  { items: Type.Array(Provider) },
  { additionalProperties: false },
);
export type ProviderList = Type.Static<typeof ProviderList>;
