import { Type } from "typebox";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

const closed = { additionalProperties: false };

/** The code of a region without dots, or ID for the nation. */
export const AnyRegionCode = Type.String({
  pattern: "^(ID|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$",
});

/** A region of today and those directly inside it, by code. */
export const RegionParts = Type.Object({ region: Region, parts: Type.Array(Region) }, closed);
export type RegionParts = Type.Static<typeof RegionParts>;

/** What a condition may ask of a family, or of a member; answers are whole numbers. */
export const RuleFact = Type.Object(
  { id: Type.String(), words: Words, of: Type.Enum(["family", "person"]) },
  closed,
);
export type RuleFact = Type.Static<typeof RuleFact>;

export const RuleFacts = Type.Object({ items: Type.Array(RuleFact) }, closed);
export type RuleFacts = Type.Static<typeof RuleFacts>;
