import type { ReactNode } from "react";
import { useSpeech } from "./words/language.tsx";

/** A drawing with the sentence that says the same and the table that holds its numbers. */
export function ChartFrame({
  sentence,
  drawing,
  table,
}: {
  readonly sentence: string;
  readonly drawing: ReactNode;
  readonly table: ReactNode;
}) {
  const { words } = useSpeech();
  return (
    <figure className="chart">
      {drawing}
      <figcaption className="soft">{sentence}</figcaption>
      <details>
        <summary>{words.common.table}</summary>
        {table}
      </details>
    </figure>
  );
}
