import type { CandidateResult } from "#contract/candidates.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Results received back, the one in force first: act, minutes, counts, findings, and rows that were not taken. */
export function Results({ results }: { readonly results: readonly CandidateResult[] }) {
  const said = useSpeech().words.candidates;
  return (
    <Part id="results" title={said.results}>
      {results.map((one) => (
        <Result key={one.number} one={one} />
      ))}
    </Part>
  );
}

function Result({ one }: { readonly one: CandidateResult }) {
  const { words, say, language } = useSpeech();
  const said = words.candidates;
  const count = (value: number) => formatCount(value, language);
  const { act, minutes, findings, declinedFor } = one;
  const signedOn = formatDay(act.signedOn, language);
  return (
    <article className="card work-card" aria-labelledby={`result-${one.number}`}>
      <h3 id={`result-${one.number}`}>
        {said.acted(act.number, signedOn)}{" "}
        <span className="tag">{one.isInForce ? said.inForce : said.replaced}</span>
      </h3>
      <p>{said.counts(count(one.accepted), count(one.declined), count(one.added))}</p>
      {minutes === undefined ? null : (
        <p>
          {said.deliberated(
            minutes.number,
            formatDay(minutes.heldOn, language),
            count(minutes.attended),
            count(minutes.dissent),
          )}
          {minutes.note === undefined ? "" : `: ${minutes.note}`}
        </p>
      )}
      {one.reason === undefined ? null : (
        <p>
          {said.reason}: {one.reason}
        </p>
      )}
      {findings.map(({ program, units }) => (
        <Notice key={program.id} tone="attention">
          {said.findings(count(units), say(program))}
        </Notice>
      ))}
      {declinedFor.length === 0 ? null : (
        <p>
          {said.declinedFor}:{" "}
          {declinedFor.map(({ reason, units }) => `${say(reason)} (${count(units)})`).join(", ")}
        </p>
      )}
      {one.rows.length === 0 ? null : (
        <details>
          <summary>{said.refused(count(one.refused))}</summary>
          <ul>
            {one.rows.map(({ row, words: why }) => (
              <li key={row}>{said.row(row, say(why))}</li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
