import type { WhyChanged } from "#contract/family-sheet.ts";
import { DECILE_BASIS_WORDS, type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

const SIGN = { lower: "▼", higher: "▲", none: "•" } as const;

/** What changed since the version before: the place, the facts that say something else, the model. */
export function WhyChangedPart({
  changed,
  basis,
}: {
  readonly changed: WhyChanged | undefined;
  /** Of the deciles now; those before may have had another. */
  readonly basis: DecileBasis;
}) {
  const { words, say } = useSpeech();
  if (changed === undefined) return null;
  const { since, decileBefore, decileAfter, byScore, byOthers, facts, byModel } = changed;
  const said = words.changed;
  const parts = [
    byScore === undefined || byScore === 0 ? undefined : said.byScore(signed(byScore)),
    byOthers === undefined || byOthers === 0 ? undefined : said.byOthers(signed(byOthers)),
  ].filter((part) => part !== undefined);
  return (
    <section aria-labelledby="why-changed">
      <h3 id="why-changed">{said.title}</h3>
      <p>
        {said.since(since.label, decileBefore, decileAfter)}
        {parts.length === 0 ? "" : ` (${parts.join("; ")})`} {say(sayDecileBasis(basis))}
        {since.decileBasis === basis
          ? "."
          : `; ${since.label}: ${say(DECILE_BASIS_WORDS[since.decileBasis])}.`}
      </p>
      {facts.length === 0 ? (
        <p className="soft">{said.none}</p>
      ) : (
        <ul className="why">
          {facts.map(({ feature, label, before, after, direction }) => (
            <li key={feature}>
              <span className={`why-sign why-${direction}`} aria-hidden="true">
                {SIGN[direction]}
              </span>
              <span className="why-words">
                {say(label)}: <strong>{said.fromTo(say(before), say(after))}</strong>
                <span className="unseen">
                  {direction === "none" ? words.family.neutral : words.family[direction]}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {byModel === "none" ? null : <p className="soft">{said.model[byModel]}</p>}
    </section>
  );
}

const signed = (deciles: number): string => (deciles > 0 ? `+${deciles}` : `−${-deciles}`);
