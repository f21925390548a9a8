import { Type } from "typebox";
import { DecileBasis } from "./decile-basis.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";

export const FamilyId = Type.String({
  pattern: "^[1-9][0-9]{0,18}$",
  description: "Number of the family in the register; says nothing about anybody",
});
export const RegionCode = Type.String({ pattern: "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$" });

/**
 * What to look for. In the body, because names and numbers do not belong in addresses. Exactly one
 * of name, nik and kk; nothing outside the officer's own region is ever found.
 */
export const FamilySearch = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    nik: Type.Optional(Type.String({ pattern: "^[0-9]{16}$" })),
    kk: Type.Optional(Type.String({ pattern: "^[0-9]{16}$" })),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type FamilySearch = Type.Static<typeof FamilySearch>;

/** Families of a region, poorest first: a work list, not a search for somebody. */
export const FamilyFilter = Type.Object(
  {
    region: Type.Optional(RegionCode),
    decile: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
    surveyed: Type.Optional(
      Type.Enum(["never"], {
        description: "never: known to the civil registry alone, so its place is only estimated",
      }),
    ),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type FamilyFilter = Type.Static<typeof FamilyFilter>;

/** A family in a list: enough to choose it, nothing more. */
export const FamilyRow = Type.Object(
  {
    familyId: Type.String(),
    headName: Type.String(),
    /** The member who was found, where it is not the head. */
    foundName: Type.Optional(Type.String()),
    size: Type.Integer(),
    place: Place,
    decile: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  },
  { additionalProperties: false },
);
export type FamilyRow = Type.Static<typeof FamilyRow>;

/** A page of families, with the basis of their deciles. */
export const FamilyPage = Type.Object(
  { ...pageOf(FamilyRow).properties, decileBasis: DecileBasis },
  { additionalProperties: false },
);
export type FamilyPage = Type.Static<typeof FamilyPage>;

/** Asks for the numbers of one person, with a reason that the audit keeps. */
export const Unmask = Type.Object(
  {
    personId: FamilyId,
    reason: Type.String({ minLength: 5, maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type Unmask = Type.Static<typeof Unmask>;

export const Unmasked = Type.Object(
  { personId: Type.String(), nik: Type.Optional(Type.String()), kk: Type.Optional(Type.String()) },
  { additionalProperties: false },
);
export type Unmasked = Type.Static<typeof Unmasked>;
