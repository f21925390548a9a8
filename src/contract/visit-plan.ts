import { Type } from "typebox";
import { Cursor, Limit } from "./page.ts";
import { Place } from "./region.ts";

export const VillageCode = Type.String({ pattern: "^[0-9]{10}$", description: "Kemendagri code" });

export const VisitPage = Type.Object(
  {
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type VisitPage = Type.Static<typeof VisitPage>;

/** A family at whose door nobody has asked yet: enough to find it, nothing of what is known of it. */
const Visit = Type.Object(
  {
    familyId: Type.String(),
    nth: Type.Integer({ minimum: 1, description: "Place in the order of walking, counted from 1" }),
    headName: Type.String(),
    size: Type.Integer(),
    address: Type.Optional(Type.String()),
    rt: Type.Optional(Type.String()),
    rw: Type.Optional(Type.String()),
    visitedOn: Type.Optional(
      Type.String({ description: "Day of a finding that no version has answered yet" }),
    ),
  },
  { additionalProperties: false },
);
export type Visit = Type.Static<typeof Visit>;

/** Families of a village that the civil registry knows and no welfare source ever spoke of, door by door. */
export const VisitPlan = Type.Object(
  {
    place: Place,
    version: Type.String({ description: "The label of the published version" }),
    total: Type.Integer({ minimum: 0 }),
    visited: Type.Integer({ minimum: 0, description: "Of them, with a finding since" }),
    items: Type.Array(Visit),
    next: Type.Optional(Cursor),
  },
  { additionalProperties: false },
);
export type VisitPlan = Type.Static<typeof VisitPlan>;
