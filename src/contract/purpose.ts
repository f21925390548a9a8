import { Type } from "typebox";
import { Words } from "./words.ts";

/** Code of a purpose; which ones an officer has is data at the desk (role x right x purpose). */
export const PurposeCode = Type.String({ pattern: "^[a-z][a-z-]{1,39}$" });

/** A purpose that the officer may choose, in words, with the law that it stands on. */
export const Purpose = Type.Object(
  { code: PurposeCode, words: Words, legalBasis: Type.String() },
  { additionalProperties: false },
);
export type Purpose = Type.Static<typeof Purpose>;

/** Request header that carries the purpose of a personal read; without it the read is refused. */
export const PurposeHeader = Type.Object({
  "dtsen-purpose": Type.String({
    pattern: "^[a-z][a-z-]{1,39}$",
    description: "Why the data is opened; one of the officer's own purposes; kept in the audit log",
  }),
});
