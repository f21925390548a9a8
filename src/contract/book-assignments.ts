import { Type } from "typebox";
import { COMMITMENTS } from "#domain/commitment.ts";
import { closed, Day, Id, Paper } from "./book-terms.ts";
import { Place } from "./region.ts";

export const AssignmentList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          facilitator: Id,
          name: Type.String(),
          username: Type.String(),
          place: Place,
          families: Type.Integer(),
          since: Day,
        },
        closed,
      ),
    ),
    mayAssign: Type.Boolean(),
    atMost: Type.Integer(),
  },
  closed,
);
export type AssignmentList = Type.Static<typeof AssignmentList>;

const WHICH = {
  username: Type.String({ pattern: "^[a-z0-9][a-z0-9.-]{1,40}$" }),
  village: Type.String({ pattern: "^[0-9]{10}$" }),
  rt: Type.Optional(Type.String({ pattern: "^[0-9]{1,3}$" })),
};
export const AssignmentDraft = Type.Object({ ...WHICH, decree: Paper }, closed);
export type AssignmentDraft = Type.Static<typeof AssignmentDraft>;
export const AssignmentEnd = Type.Object(WHICH, closed);
export type AssignmentEnd = Type.Static<typeof AssignmentEnd>;
export const AssignmentReceipt = Type.Object({ families: Type.Integer() }, closed);
export type AssignmentReceipt = Type.Static<typeof AssignmentReceipt>;

export const UnreachedDraft = Type.Object(
  {
    village: WHICH.village,
    commitment: Type.Enum([...COMMITMENTS]),
    fromOn: Day,
    toOn: Type.Optional(Day),
    decree: Paper,
  },
  closed,
);
export type UnreachedDraft = Type.Static<typeof UnreachedDraft>;
