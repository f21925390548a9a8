import type { ReactNode } from "react";
import { useWider } from "./use-wider.ts";

/** One column: its head, its cell, and whether figures stand at the right. */
export type Column<Row> = {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isFigure?: boolean;
};

/** A table that scrolls in its own frame on narrow screens and can be reached by keyboard. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  stacks = false,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** True where there are too many columns for a phone: there each row is a list under its heads. */
  readonly stacks?: boolean;
}) {
  const [frame, isWider] = useWider<HTMLDivElement>();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; this only scrolls
    <div
      className={stacks ? "table-frame table-stacks" : "table-frame"}
      role="group"
      aria-label={caption}
      ref={frame}
      tabIndex={isWider ? 0 : undefined}
    >
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, isFigure }) => (
              <th key={head} scope="col" className={isFigure ? "figure" : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, isFigure }) => (
                <td key={head} className={isFigure ? "figure" : undefined} data-head={head}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
