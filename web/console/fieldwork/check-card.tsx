import type { CheckRow } from "#contract/evidence-checks.ts";
import { formatCount, formatDay, formatRupiah, formatShare } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { DecisionForm } from "./folded-form.tsx";
import { FamilyLink, Outcome, WorkFacts } from "./form-parts.tsx";

/** One statement about a family, and the way to decide on it where the officer may. */
export function CheckCard({ check }: { readonly check: CheckRow }) {
  const { say } = useSpeech();
  const { officer } = useSitting();
  const mayDecide = officer.may.decideChecks;
  return (
    <article className="card work-card" aria-labelledby={`check-${check.checkId}`}>
      <h2 id={`check-${check.checkId}`}>
        {say(check.statement)} <Amount check={check} />
      </h2>
      <p>
        {check.personName ?? check.headName} · {check.place.village}, {check.place.district}
      </p>
      <Facts check={check} />
      <p>
        <FamilyLink {...check} />
      </p>
      <Decided check={check} />
      {mayDecide ? <DecideForm check={check} /> : null}
    </article>
  );
}

function Amount({ check: { amount } }: { readonly check: CheckRow }) {
  const { words, language } = useSpeech();
  if (amount === undefined) return null;
  return (
    <span className="work-amount">
      {amount.measure === "rupiah"
        ? formatRupiah(amount.value, language)
        : words.checks.va(formatCount(Number(amount.value), language))}
    </span>
  );
}

function Facts({ check }: { readonly check: CheckRow }) {
  const { words, language, say } = useSpeech();
  const { by, on, noDay, sure, about, why } = words.checks;
  const day = check.observedOn === undefined ? noDay : formatDay(check.observedOn, language);
  const rows: readonly (readonly [string, string])[] = [
    [by, say(check.source)],
    [on, day],
    [about, say(check.subject)],
    [sure, formatShare(check.matchProbabilityMilli / 1000, language)],
    [why, say(check.reason)],
  ];
  return <WorkFacts rows={rows} />;
}

function Decided({ check }: { readonly check: CheckRow }) {
  const { words, language, say } = useSpeech();
  const { decidedOn, decisionReason } = check;
  if (decisionReason === undefined) return null;
  const said = decidedOn === undefined ? "" : words.checks.decided(formatDay(decidedOn, language));
  return (
    <>
      <Outcome words={say(check.stateWords)} said={said} reason={decisionReason} />
      <Effect check={check} />
    </>
  );
}

/** What the answer does, and from when on. */
function Effect({ check }: { readonly check: CheckRow }) {
  const { words, language } = useSpeech();
  const { effects } = words.checks;
  const { state, awaitsSecond, isMine, secondOn } = check;
  if (state === "open") return <p className="soft">{effects.takenBack}</p>;
  if (awaitsSecond) return <p className="soft">{isMine ? effects.mine : effects.awaitsSecond}</p>;
  const said =
    secondOn === undefined ? effects.dismissed : effects.confirmed(formatDay(secondOn, language));
  return <p className="soft">{said}</p>;
}

/** What may be said of it next: a first word, a second one, or that what was said is taken back. */
function choicesOf(
  { state, awaitsSecond, isMine }: CheckRow,
  words: { readonly confirm: string; readonly dismiss: string; readonly takeBack: string },
): Readonly<Record<string, string>> {
  if (state === "open") return { confirmed: words.confirm, dismissed: words.dismiss };
  const takeBack = { open: words.takeBack };
  return awaitsSecond && !isMine ? { confirmed: words.confirm, ...takeBack } : takeBack;
}

function DecideForm({ check }: { readonly check: CheckRow }) {
  const { checks } = useSpeech().words;
  const { checkId, headName, state, awaitsSecond, isMine } = check;
  const isFirst = state === "open";
  const title = awaitsSecond && !isMine ? checks.second : checks.again;
  return (
    <DecisionForm<string>
      title={isFirst ? checks.decide : title}
      said={checks.family(headName)}
      list="checks"
      words={{
        ...checks,
        legend: checks.decision,
        reasonHint: isFirst ? checks.reasonHintFirst : checks.reasonHint,
      }}
      name={`decision-${checkId}`}
      choices={choicesOf(check, checks)}
      path={`/evidence-checks/${checkId}/decision`}
      bodyOf={(decision, reason) => ({ decision, reason })}
    />
  );
}
