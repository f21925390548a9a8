import { Type } from "typebox";
import { MEETING_PLACES, RESIGNABLE_PROGRAMS } from "#domain/resignation.ts";
import { CaseDay, CaseId } from "./cases.ts";
import { SERVICE_MOVE } from "./service-cases.ts";

const exact = { additionalProperties: false } as const;

/** A family asks at the counter to give places back. */
export const ResignationDraft = Type.Object(
  {
    familyId: CaseId,
    programs: Type.Array(Type.Enum([...RESIGNABLE_PROGRAMS]), {
      minItems: 1,
      maxItems: RESIGNABLE_PROGRAMS.length,
      uniqueItems: true,
    }),
  },
  exact,
);
export type ResignationDraft = Type.Static<typeof ResignationDraft>;

export const ResignationMove = Type.Object(
  {
    ...SERVICE_MOVE,
    /** Passing the first or the second meeting: who of the family was met, with KTP and KK seen, where and when. */
    meeting: Type.Optional(
      Type.Object(
        {
          personId: CaseId,
          at: Type.Enum([...MEETING_PLACES]),
          on: CaseDay,
          /** Both papers in the original. Without them nobody is known to be who they say. */
          sawPapers: Type.Literal(true),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type ResignationMove = Type.Static<typeof ResignationMove>;
