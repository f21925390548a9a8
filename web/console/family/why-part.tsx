import type { Contribution, Why } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WhyChangedPart } from "./why-changed.tsx";

/** How many facts are shown before the rest is folded. */
const SHOWN = 8;
const SIGN = { lower: "▼", higher: "▲", none: "•" } as const;

/** The facts that moved the family, the strongest first: which way, and how much among the others. */
export function WhyPart({
  why,
  isRanked,
}: {
  readonly why: Why | undefined;
  readonly isRanked: boolean;
}) {
  const { words, say } = useSpeech();
  if (why === undefined) {
    // One sentence for every reason: which of them it is would tell that somebody is hidden for safety.
    return <Notice>{isRanked ? words.family.notExplained : words.family.notRanked}</Notice>;
  }
  const moving = why.contributions.filter(({ direction }) => direction !== "none");
  const others = [
    ...moving.slice(SHOWN),
    ...why.contributions.filter(({ direction }) => direction === "none"),
  ];
  return (
    <>
      <p className="why-sentence">{say(why.sentence)}</p>
      <p className="why-legend">
        <span className="why-lower">▼ {words.family.lower}</span>
        <span className="why-higher">▲ {words.family.higher}</span>
      </p>
      <Contributions rows={moving.slice(0, SHOWN)} />
      {others.length === 0 ? null : (
        <details>
          <summary>{words.family.others(others.length)}</summary>
          <Contributions rows={others} />
        </details>
      )}
      <WhyChangedPart changed={why.changed} basis={why.decileBasis} />
      <p className="soft why-foot">
        {why.readdsToScore ? words.family.readds : words.family.notReadds}{" "}
        {words.family.model(why.modelId)}
      </p>
    </>
  );
}

function Contributions({ rows }: { readonly rows: readonly Contribution[] }) {
  const most = Math.max(1, ...rows.map(({ shareMilli }) => shareMilli));
  return (
    <ul className="why">
      {rows.map((row) => (
        <li key={row.feature}>
          <ContributionRow row={row} most={most} />
        </li>
      ))}
    </ul>
  );
}

function ContributionRow({ row, most }: { readonly row: Contribution; readonly most: number }) {
  const { words, say } = useSpeech();
  const { direction, shareMilli } = row;
  const heard = direction === "none" ? words.family.neutral : words.family[direction];
  const length = (shareMilli / most) * 100;
  return (
    <>
      <span className={`why-sign why-${direction}`} aria-hidden="true">
        {SIGN[direction]}
      </span>
      <span className="why-words">
        <span>
          {say(row.label)}: <strong>{say(row.text)}</strong>
        </span>
        <Origin row={row} />
        {row.estimated ? <span className="soft"> ({words.family.estimated})</span> : null}
        <span className="unseen">{heard}</span>
      </span>
      <svg viewBox="0 0 200 10" className="why-bar" aria-hidden="true" preserveAspectRatio="none">
        <line x1="100" x2="100" y1="0" y2="10" className="axis" />
        <rect
          className={`why-fill-${direction}`}
          x={direction === "lower" ? 100 - length : 100}
          y="1"
          width={length}
          height="8"
        />
      </svg>
    </>
  );
}

/** Where the fact came from, and the day it speaks of. */
function Origin({ row: { source, asOf } }: { readonly row: Contribution }) {
  const { say, language } = useSpeech();
  if (source === undefined && asOf === undefined) return null;
  const day = asOf === undefined ? undefined : formatDay(asOf, language);
  const said = [source === undefined ? undefined : say(source), day];
  return <span className="soft"> ({said.filter((part) => part !== undefined).join(", ")})</span>;
}
