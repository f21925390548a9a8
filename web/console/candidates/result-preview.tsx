import type { CandidateResultPreview } from "#contract/candidates.ts";
import { formatCount } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";

/** What a file would do if it were sent, and which of its rows could not be taken. */
export function ResultPreview({ preview }: { readonly preview: CandidateResultPreview }) {
  const { words, say, language } = useSpeech();
  const said = words.candidates.file;
  const count = (value: number) => formatCount(value, language);
  const { read, accepted, declined, added, again, refused, repeats, rows } = preview;
  const names: Readonly<Record<string, string>> = said.columns;
  return (
    <section aria-labelledby="file-would">
      <h3 id="file-would">{said.would}</h3>
      <WorkFacts
        rows={[
          [said.read, count(read)],
          [said.accepted, count(accepted)],
          [said.declined, count(declined)],
          [said.added, count(added)],
          ...(again === 0 ? [] : [[said.again, count(again)] as const]),
          [said.refused, count(refused)],
        ]}
      />
      {repeats === undefined ? null : <Notice tone="attention">{said.repeats(repeats)}</Notice>}
      {accepted + declined + added > 0 ? null : <Notice tone="attention">{said.nothing}</Notice>}
      {rows.length === 0 ? null : (
        <details open={rows.length <= 5}>
          <summary>
            {said.wrong} ({count(refused)})
          </summary>
          <p>{said.some(count(rows.length), count(refused))}</p>
          <ul>
            {rows.map(({ row, column, words: why }) => (
              <li key={row}>
                <strong>{said.row(row, names[column] ?? "–")}</strong>: {say(why)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
