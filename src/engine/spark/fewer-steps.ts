import type { Pipeline } from "../engine.ts";
import { isRepeat, type Stage, type Step } from "../step.ts";

/** A pipeline as it is put to the cluster: what is left to be written, and the query behind each output. */
export type FewerSteps = { readonly stages: readonly Stage[]; readonly queries: readonly string[] };

/** Longer queries take the planner more than a step costs. */
const LONGEST = 12_000;

/**
 * A step whose table is read at one place becomes part of the query that reads it: a step of its own is
 * planned, started, written and read back. What a loop names, what the next run finds, and what is read
 * twice stays a step.
 */
export function fewerSteps({ stages, outputs, keeps = [] }: Pipeline): FewerSteps {
  const all: Stage[] = [
    ...stages,
    ...outputs.map(({ table }) => ({ table: "", sql: `select * from ${table}` })),
  ];
  for (let i = 0; i < all.length - outputs.length; ) {
    const reader = onlyReader(all, i, keeps);
    if (reader === undefined) i++;
    else {
      all[reader] = within(all[i] as Step, all[reader] as Step);
      all.splice(i, 1);
    }
  }
  const left = all.length - outputs.length;
  return {
    stages: all.slice(0, left),
    queries: all.slice(left).map((stage) => (stage as Step).sql),
  };
}

/** Place of the one step that names this one's table, once, over the same tables as stand here. */
function onlyReader(
  stages: readonly Stage[],
  place: number,
  keeps: readonly string[],
): number | undefined {
  const step = stages[place];
  if (step === undefined || isRepeat(step) || keeps.includes(step.table)) return undefined;
  const { table, sql } = step;
  const others = stages.filter((_, i) => i !== place);
  if (others.some((stage) => makes(stage).includes(table)) || times(sql, table) > 0)
    return undefined;
  const readers = stages.flatMap((stage, i) =>
    textsOf(stage).some((text) => times(text, table) > 0) ? [i] : [],
  );
  const [at = 0, ...more] = readers;
  const reader = stages[at];
  if (at <= place || more.length > 0 || reader === undefined || isRepeat(reader)) return undefined;
  const between = stages.slice(place + 1, at).flatMap(makes);
  if (between.some((made) => times(sql, made) > 0)) return undefined;
  const isShort = sql.length + reader.sql.length <= LONGEST;
  return isShort && times(reader.sql, table) === 1 ? at : undefined;
}

const textsOf = (stage: Stage): readonly string[] =>
  isRepeat(stage) ? [stage.until, ...stage.repeat.map(({ sql }) => sql)] : [stage.sql];

const makes = (stage: Stage): readonly string[] =>
  isRepeat(stage) ? stage.repeat.map(({ table }) => table) : [stage.table];

/** Mentions of a table, not of its columns; a column of the same name counts too, which only keeps a step. */
const times = (sql: string, table: string): number =>
  sql.match(new RegExp(`(?<!\\.)\\b${table}\\b(?!\\.)`, "g"))?.length ?? 0;

/** The reader with the step before its query: ahead of others that it may have there itself. */
function within({ table, sql }: Step, reader: Step): Step {
  const [, others] = /^\s*with\s+([\s\S]*)$/i.exec(reader.sql) ?? [];
  const query = others === undefined ? ` ${reader.sql}` : `, ${others}`;
  return { table: reader.table, sql: `with ${table} as (${sql})${query}` };
}
