import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { CheckDecision, CheckRow } from "#contract/evidence-checks.ts";
import { formatCount, formatDay, formatRupiah, formatShare } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { ReasonLines, Refused, Segments, WorkFacts } from "./form-parts.tsx";
import { useAct } from "./use-act.ts";

/** One statement about a family, and the way to decide on it where the officer may. */
export function CheckCard({ check }: { readonly check: CheckRow }) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const mayDecide = officer.may.decideChecks && check.state === "open";
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
        <Link to="/keluarga/$familyId" params={{ familyId: check.familyId }}>
          {words.checks.family(check.headName)}
        </Link>
      </p>
      {check.decisionReason === undefined ? null : <Decided check={check} />}
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
  return (
    <p>
      <span className="tag">{say(check.stateWords)}</span>{" "}
      {check.decidedOn === undefined
        ? null
        : words.checks.decided(formatDay(check.decidedOn, language))}
      : {check.decisionReason}
    </p>
  );
}

function DecideForm({ check }: { readonly check: CheckRow }) {
  const { words } = useSpeech();
  const [decision, setDecision] = useState<CheckDecision["decision"]>();
  const [reason, setReason] = useState("");
  const act = useAct("checks", words.checks.saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act.send(`/evidence-checks/${check.checkId}/decision`, { decision, reason });
  };
  return (
    <details>
      <summary>
        {words.checks.decide}
        <span className="unseen"> {words.checks.family(check.headName)}</span>
      </summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        <Segments
          legend={words.checks.decision}
          name={`decision-${check.checkId}`}
          choices={{ confirmed: words.checks.confirm, dismissed: words.checks.dismiss }}
          chosen={decision}
          onChoose={setDecision}
        />
        <ReasonLines
          label={words.checks.reason}
          hint={words.checks.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.checks.save}
        </button>
      </form>
    </details>
  );
}
