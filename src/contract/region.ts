import { Type } from "typebox";

/** A region as screens show it. */
export const Region = Type.Object(
  {
    code: Type.String({ description: "Kemendagri code, digits only: 2, 4, 6 or 10" }),
    name: Type.String(),
    tier: Type.Enum(["country", "province", "regency", "district", "village"]),
  },
  { additionalProperties: false },
);
export type Region = Type.Static<typeof Region>;

/** A village with the names above it, nearest first. */
export const Place = Type.Object(
  {
    code: Type.String(),
    village: Type.String(),
    district: Type.String(),
    regency: Type.String(),
    province: Type.String(),
  },
  { additionalProperties: false },
);
export type Place = Type.Static<typeof Place>;
