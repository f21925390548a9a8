import { Type } from "typebox";
import { DELIBERATION_DECISIONS, DELIBERATION_FORMS, DISSENTS } from "#domain/deliberation.ts";
import { PHOTO_KINDS } from "#domain/evidence-file.ts";
import { RESPONDENTS, VISIT_OUTCOMES } from "#domain/ground-check.ts";
import { CaseDay, CaseId, CaseReference } from "./cases.ts";
import { VillageCode } from "./visit-plan.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;

/** A fact to be asked at home, with what the record says: shown only once it has been answered. */
const Question = Type.Object(
  {
    variable: Type.String(),
    recorded: Type.Optional(Type.Integer()),
    recordedWords: Type.Optional(Words),
  },
  exact,
);
export type VisitQuestion = Type.Static<typeof Question>;

/** What a visit asks of a family and of each of its members; who they are is filled in already. */
export const VisitForm = Type.Object(
  {
    familyId: CaseId,
    headName: Type.String(),
    address: Type.Optional(Type.String()),
    rt: Type.Optional(Type.String()),
    rw: Type.Optional(Type.String()),
    family: Type.Array(Question),
    members: Type.Array(
      Type.Object(
        { personId: CaseId, name: Type.String(), questions: Type.Array(Question) },
        exact,
      ),
    ),
    /** Earlier visits of this case at which nobody was met. */
    attempts: Type.Integer({ minimum: 0 }),
  },
  exact,
);
export type VisitForm = Type.Static<typeof VisitForm>;

/** A visit as it was made. The same key is the same visit for ever. */
export const GroundCheckDraft = Type.Object(
  {
    caseId: Type.Optional(CaseId),
    familyId: CaseId,
    visitedOn: CaseDay,
    outcome: Type.Enum([...VISIT_OUTCOMES]),
    respondent: Type.Optional(Type.Enum([...RESPONDENTS])),
    isAgreed: Type.Optional(Type.Literal(true)),
    offeredOn: Type.Optional(CaseDay),
    location: Type.Optional(
      Type.Object(
        {
          latitude: Type.Number({ minimum: -12, maximum: 7 }),
          longitude: Type.Number({ minimum: 94, maximum: 142 }),
          accuracyM: Type.Integer({ minimum: 0, maximum: 100_000 }),
        },
        exact,
      ),
    ),
    answers: Type.Array(
      Type.Object(
        {
          personId: Type.Optional(CaseId),
          variable: Type.String({ maxLength: 60 }),
          value: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
        },
        exact,
      ),
      { maxItems: 600 },
    ),
  },
  exact,
);
export type GroundCheckDraft = Type.Static<typeof GroundCheckDraft>;

export const GroundCheckReceipt = Type.Object(
  { checkNo: CaseId, outcome: Words, answers: Type.Integer(), changed: Type.Integer() },
  exact,
);
export type GroundCheckReceipt = Type.Static<typeof GroundCheckReceipt>;

/** What a photo of a visit shows. */
export const GroundPhotoFilter = Type.Object({ kind: Type.Enum([...PHOTO_KINDS]) }, exact);

/** A village deliberation, or the statement of its head, with what was said of each proposal. */
export const DeliberationDraft = Type.Object(
  {
    village: VillageCode,
    form: Type.Enum([...DELIBERATION_FORMS]),
    heldOn: CaseDay,
    minutesNumber: CaseReference,
    invited: Type.Integer({ minimum: 0, maximum: 2000 }),
    attended: Type.Integer({ minimum: 0, maximum: 2000 }),
    attendedWomen: Type.Integer({ minimum: 0, maximum: 2000 }),
    decisions: Type.Array(
      Type.Object(
        {
          caseId: CaseId,
          decision: Type.Enum([...DELIBERATION_DECISIONS]),
          votesFor: Type.Integer({ minimum: 0, maximum: 2000 }),
          votesAgainst: Type.Integer({ minimum: 0, maximum: 2000 }),
          dissent: Type.Array(Type.Enum([...DISSENTS]), { maxItems: 5, uniqueItems: true }),
        },
        exact,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  exact,
);
export type DeliberationDraft = Type.Static<typeof DeliberationDraft>;

export const DeliberationReceipt = Type.Object(
  { deliberationNo: CaseId, agreed: Type.Integer(), declined: Type.Integer() },
  exact,
);
export type DeliberationReceipt = Type.Static<typeof DeliberationReceipt>;
