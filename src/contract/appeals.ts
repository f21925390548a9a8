import { Type } from "typebox";
import { CaseId } from "./cases.ts";
import { SERVICE_MOVE } from "./service-cases.ts";

const exact = { additionalProperties: false } as const;

/** Somebody asks at a counter that another office review a case that was refused. */
export const AppealDraft = Type.Object(
  { ofCase: Type.String({ ...CaseId, description: "The case that was refused" }) },
  exact,
);
export type AppealDraft = Type.Static<typeof AppealDraft>;

export const AppealMove = Type.Object({ ...SERVICE_MOVE }, exact);
export type AppealMove = Type.Static<typeof AppealMove>;
