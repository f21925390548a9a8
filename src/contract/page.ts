import { type TSchema, Type } from "typebox";

/** How many rows an answer may carry at most. */
export const PAGE_LIMIT = 50;

/** Opaque: where the next page begins. Comes from the answer before, never made by the caller. */
export const Cursor = Type.String({ minLength: 1, maxLength: 200, pattern: "^[A-Za-z0-9_-]+$" });

export const Limit = Type.Integer({ minimum: 1, maximum: PAGE_LIMIT, default: 20 });

/** One page of a list; `next` is absent on the last. */
export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object(
    { items: Type.Array(item), next: Type.Optional(Cursor) },
    { additionalProperties: false },
  );
}
