import type { Pipeline } from "./engine.ts";
import { isRepeat, type Stage } from "./step.ts";

/**
 * For tables that stand before a pipeline and those that it makes: the last stage that names them; beyond all stages
 * where an output or the next run does. What no later stage names may be let go at once.
 */
export function lastReads(
  standing: Iterable<string>,
  { stages, keeps = [], outputs }: Pipeline,
): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const table of [...outputs.map((output) => output.table), ...keeps]) {
    last.set(table, stages.length);
  }
  const open = new Set([...standing, ...stages.flatMap(tablesOf)].filter((one) => !last.has(one)));
  for (let at = stages.length - 1; at >= 0; at--) {
    for (const word of wordsOf(stages[at])) {
      if (open.delete(word)) last.set(word, at);
    }
  }
  return last;
}

/** Those of these tables that a later stage, an output or the next run still names. */
export function stillRead(
  tables: Iterable<string>,
  pipeline: Pipeline,
  done: number,
): ReadonlySet<string> {
  const named = [...tables];
  const last = lastReads(named, pipeline);
  return new Set(named.filter((table) => (last.get(table) ?? -1) > done));
}

const tablesOf = (stage: Stage): readonly string[] =>
  isRepeat(stage) ? stage.repeat.map(({ table }) => table) : [stage.table];

function wordsOf(stage: Stage | undefined): ReadonlySet<string> {
  if (stage === undefined) return new Set();
  const steps = isRepeat(stage) ? stage.repeat : [stage];
  const said = steps.map(({ table, sql }) => `${table} ${sql}`);
  return new Set([...(isRepeat(stage) ? [stage.until] : []), ...said].join(" ").match(/\w+/g));
}
