import type { HoldingFigures } from "#contract/holding-figures.ts";
import { formatShare } from "#web/kit/format.ts";
import { useWider } from "#web/kit/use-wider.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Counted } from "./withheld.tsx";

/** Shares of a decile from which a cell is drawn darker; the number stands in it anyway. */
const FROM = [0.05, 0.2, 0.4, 0.7] as const;

/** Deciles against how many programs families hold a place in; colour is the share of the decile. */
export function HoldingMatrix({ figures }: { readonly figures: HoldingFigures }) {
  const { words, language } = useSpeech();
  const said = words.holdings;
  const [frame, isWider] = useWider<HTMLDivElement>();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; this only scrolls
    <div
      className="table-frame"
      role="group"
      aria-label={said.matrix}
      ref={frame}
      tabIndex={isWider ? 0 : undefined}
    >
      <table className="heat">
        <caption className="unseen">{said.matrix}</caption>
        <thead>
          <tr>
            {[said.decile, ...said.counts].map((head) => (
              <th key={head} scope="col" className={head === said.decile ? undefined : "figure"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.matrix.map(({ decile, families, byPrograms }) => (
            <tr key={decile}>
              <th scope="row">{decile === 0 ? said.noDecile : decile}</th>
              {said.counts.map((head, i) => {
                const count = byPrograms[i] ?? null;
                const share =
                  count === null || families === null || families === 0 ? 0 : count / families;
                return (
                  <td key={head} className={`figure heat-${shadeOf(share)}`}>
                    <Counted value={count} />
                    {count === null || count === 0 || families === null ? null : (
                      <small> {formatShare(share, language)}</small>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shadeOf = (share: number): number => FROM.filter((from) => share >= from).length;
