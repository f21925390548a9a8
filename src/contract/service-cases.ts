import { Type } from "typebox";
import { OFFICER_ACTS } from "#domain/case-state.ts";
import {
  CASE_FILTER,
  CASE_ROW,
  CaseBookLine,
  CaseDay,
  CaseId,
  CaseReference,
  CaseStepLine,
  CaseTurn,
} from "./cases.ts";
import { pageOf } from "./page.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;

/** What families ask of offices beside aid itself, each kind with a list of its own and the same shape. */
export const ServiceFilter = Type.Object(
  { show: Type.Optional(Type.Enum(["mine", "open", "ended"])), ...CASE_FILTER },
  exact,
);
export type ServiceFilter = Type.Static<typeof ServiceFilter>;

export const ServiceRow = Type.Object(
  {
    ...CASE_ROW,
    /** Of its own way: regions and offices may add to it. */
    stepCount: Type.Integer({ minimum: 2 }),
    /** What it is about, in a few words. */
    about: Words,
    /** What whoever works on it should see at once: many of one village, an urgent matter. */
    marks: Type.Array(Words),
  },
  exact,
);
export type ServiceRow = Type.Static<typeof ServiceRow>;
export const ServicePage = pageOf(ServiceRow);
export type ServicePage = Type.Static<typeof ServicePage>;

/** A name and what is on record under it. */
export const ServiceFact = Type.Object({ label: Words, value: Words }, exact);
export type ServiceFact = Type.Static<typeof ServiceFact>;

export const ServiceCase = Type.Object(
  {
    ...ServiceRow.properties,
    remedy: Type.Optional(Words),
    familyId: Type.Optional(CaseId),
    facts: Type.Array(ServiceFact),
    /** Of a step that names somebody of the family: whom it may name. */
    people: Type.Optional(
      Type.Array(
        Type.Object({ personId: CaseId, name: Type.String(), wasMet: Type.Boolean() }, exact),
      ),
    ),
    stepLines: Type.Array(CaseStepLine),
    book: Type.Array(CaseBookLine),
    turns: Type.Array(CaseTurn),
  },
  exact,
);
export type ServiceCase = Type.Static<typeof ServiceCase>;

/** What every move says; each kind adds its own. */
export const SERVICE_MOVE = {
  act: Type.Enum([...OFFICER_ACTS]),
  reason: Type.Optional(Type.String({ pattern: "^[a-z][a-z-]{2,39}$" })),
  reference: Type.Optional(CaseReference),
  referenceOn: Type.Optional(CaseDay),
} as const;
const Move = Type.Object(SERVICE_MOVE, exact);
export type ServiceMove = Type.Static<typeof Move>;
