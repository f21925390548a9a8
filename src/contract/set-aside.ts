import { Type } from "typebox";
import { Words } from "./words.ts";

/** A statement of another office that does not count, in a sentence; the member it is about, where it is about one. */
export const SetAsideRow = Type.Object(
  { personId: Type.Optional(Type.String()), words: Words },
  { additionalProperties: false },
);
export type SetAsideRow = Type.Static<typeof SetAsideRow>;
