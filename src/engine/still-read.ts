import type { Pipeline } from "./engine.ts";
import { isRepeat } from "./step.ts";

/** Those of these tables that a later stage, an output or the next run still names; the others may be let go at once. */
export function stillRead(
  tables: Iterable<string>,
  { stages, keeps = [], outputs }: Pipeline,
  done: number,
): ReadonlySet<string> {
  const later = stages
    .slice(done + 1)
    .flatMap((stage) => (isRepeat(stage) ? [stage.until, ...stage.repeat] : [stage]))
    .map((part) => (typeof part === "string" ? part : `${part.table} ${part.sql}`))
    .concat(
      outputs.map(({ table }) => table),
      keeps,
    )
    .join("\n");
  return new Set([...tables].filter((table) => later.includes(table)));
}
