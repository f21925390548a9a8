import type { ID } from "./id.ts";

/** Strings may differ, keys and arguments may not. */
type Same<Entry> = Entry extends string
  ? string
  : Entry extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof Entry]: Same<Entry[Key]> };

/** The type that every language must fill. */
export type Dictionary = Same<typeof ID>;

/** Indonesian first, English second. */
export type Language = "id" | "en";
