import type { Fact, FactGroup } from "#contract/family-sheet.ts";
import type { FieldGroup, Variable } from "#domain/variables/variable.ts";
import { GROUP_WORDS, same, sayAnswer, saySource } from "./family-words.ts";

/** Where a field group came from, as the projection keeps it; as_of is yyyymmdd. */
export type SourceNote = {
  readonly source: string;
  readonly as_of?: number;
  readonly reason?: string;
};
/** By field group; and, under a variable's own name, where its answer came from another record than its group's. */
export type SourceNotes = Readonly<Partial<Record<string, SourceNote>>>;

/** Facts in catalogue order, with the places that findings have corrected. */
export type HeldFacts = {
  /** What is not told at all is undefined. */
  readonly facts: readonly (number | undefined)[];
  readonly sources: SourceNotes;
  readonly corrected: ReadonlySet<number>;
};

/** Facts of the carried variables, group by group, in words, with source and day. */
export function factGroups(
  order: readonly string[],
  held: HeldFacts,
  carried: readonly Variable[],
): FactGroup[] {
  const groups = new Map<FieldGroup, Fact[]>();
  for (const variable of carried) {
    const place = order.indexOf(variable.id);
    const value = held.facts[place];
    if (place < 0 || value === undefined) continue;
    const list = groups.get(variable.group) ?? [];
    const note = held.sources[variable.id];
    list.push(factOf(variable, value, held.corrected.has(place + 1), note));
    groups.set(variable.group, list);
  }
  return [...groups].map(([group, facts]) => groupOf(group, facts, held.sources[group]));
}

function factOf(
  variable: Variable,
  value: number,
  isCorrected: boolean,
  note: SourceNote | undefined,
): Fact {
  const text = sayAnswer(variable, value);
  return {
    variable: variable.id,
    label: { id: variable.id_ID, en: variable.en },
    text: { ...text },
    ...(value < 0 ? { absent: text.en } : {}),
    ...(isCorrected ? { corrected: true } : {}),
    ...(note === undefined ? {} : { source: { ...saySource(note.source) } }),
    ...(note?.as_of === undefined ? {} : { asOf: writeDay(note.as_of) }),
  };
}

function groupOf(group: FieldGroup, facts: Fact[], note: SourceNote | undefined): FactGroup {
  return {
    group,
    words: { ...GROUP_WORDS[group] },
    ...(note === undefined ? {} : { source: { ...saySource(note.source) } }),
    ...(note?.as_of === undefined ? {} : { asOf: writeDay(note.as_of) }),
    ...(note?.reason === undefined ? {} : { reason: { ...same(note.reason) } }),
    facts,
  };
}

/** yyyymmdd as ISO text. */
export function writeDay(day: number): string {
  const digits = String(day).padStart(8, "0");
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
