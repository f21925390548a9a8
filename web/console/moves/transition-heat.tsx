import type { Words } from "#domain/words.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Count } from "./count.tsx";

type Row = readonly (number | null)[];

/** Shares of a row from which a cell is one step darker. */
const STEPS = [0, 0.02, 0.1, 0.3, 0.6] as const;

/** From which decile to which, as a table of figures whose cells are the darker the more of their row they hold. */
export function TransitionHeat({
  rows,
  counted,
}: {
  readonly rows: readonly Row[];
  readonly counted: Words;
}) {
  const { words } = useSpeech();
  const said = words.moves;
  const last = rows.length - 1;
  const name = (place: number) =>
    place === 0 ? said.outside : place === last ? said.sum : String(place);
  const full = (place: number) => (place === 0 || place === last ? name(place) : said.heads(place));
  return (
    <Part id="transition" title={said.transition} lead={said.transitionLead} counted={counted}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; this only scrolls */}
      <div
        className="table-frame heat"
        role="group"
        aria-label={said.transition}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
      >
        <table>
          <caption className="unseen">{said.transition}</caption>
          <thead>
            <tr>
              <th scope="col">
                {said.before} → {said.after}
              </th>
              {rows.map((_, place) => (
                <th key={full(place)} scope="col" className="figure" abbr={full(place)}>
                  {name(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={full(place)}>
                <th scope="row">{full(place)}</th>
                {row.map((count, column) => (
                  <td key={full(column)} className={cellClass(row, { place, column, last })}>
                    <Count count={count} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

type At = { readonly place: number; readonly column: number; readonly last: number };

function cellClass(row: Row, { place, column, last }: At): string {
  const isSum = place === last || column === last;
  const same = place === column && place > 0 && !isSum ? " heat-same" : "";
  return `figure${isSum ? " heat-sum" : ` heat-${stepOf(row[column], row[last])}`}${same}`;
}

function stepOf(count: number | null | undefined, all: number | null | undefined): number {
  if (!count || !all) return 0;
  return STEPS.filter((from) => count / all > from).length;
}
