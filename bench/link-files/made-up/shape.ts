import type { FieldKind, LinkProfile } from "#matching/link-files/job.ts";
import type { Hand } from "./errors.ts";

/** A row of a made-up file: which file, who it truly is, and its values in the order of the columns. */
export type ShapeRow = {
  readonly input: number;
  readonly entity: string;
  readonly values: readonly string[];
};

/** Files of one kind of the world, made up with the errors that such files have. */
export type Shape = {
  readonly name: string;
  /** Whose habits it borrows, in words for the table. */
  readonly like: string;
  readonly inputs: readonly { readonly name: string; readonly once: boolean }[];
  readonly fields: readonly (readonly [column: string, kind: FieldKind])[];
  readonly profile?: LinkProfile;
  /** Keys for Splink, as somebody who knows the data would write them. */
  readonly blocking: readonly (readonly string[])[];
  readonly entities: number;
  readonly rows: (hand: Hand, entities: number) => Iterable<ShapeRow>;
};

/** Truth in order of entities is turned into files in no order. */
export function shuffled<T>(rows: Iterable<T>, { roll }: Hand): readonly T[] {
  const all = [...rows];
  for (let i = all.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}
