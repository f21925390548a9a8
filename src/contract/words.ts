import { Type } from "typebox";

/** The same thing said in Indonesian and in English; screens show one, letters may show both. */
export const Words = Type.Object(
  { id: Type.String(), en: Type.String() },
  { additionalProperties: false },
);
export type Words = Type.Static<typeof Words>;
