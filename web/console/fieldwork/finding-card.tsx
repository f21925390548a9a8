import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FindingCard as Card, FindingAnswerDraft } from "#contract/findings.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { ReasonLines, Refused, Segments, WorkFacts } from "./form-parts.tsx";
import { useAct } from "./use-act.ts";

/** One finding: what was seen, when; confirmed by a second person, answered with a reason. */
export function FindingCard({ finding }: { readonly finding: Card }) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const { findingId, familyId, headName, personName, place, state, isMine } = finding;
  const mayAct = officer.may.confirmFindings;
  return (
    <article className="card work-card" aria-labelledby={`finding-${findingId}`}>
      <h2 id={`finding-${findingId}`}>
        {say(finding.words)} · {personName ?? headName}
      </h2>
      <p>{say(finding.sentence)}</p>
      <Facts finding={finding} />
      <p>
        <Link to="/keluarga/$familyId" params={{ familyId }}>
          {words.checks.family(headName)}
        </Link>{" "}
        · {place.village}, {place.district}
      </p>
      <Answered finding={finding} />
      {mayAct && state === "recorded" ? <Confirm findingId={findingId} isMine={isMine} /> : null}
      {mayAct && finding.waitingVersion !== undefined ? <AnswerForm finding={finding} /> : null}
    </article>
  );
}

function Facts({ finding }: { readonly finding: Card }) {
  const { words, language, say } = useSpeech();
  const { correction, movedTo, note } = finding;
  const { on, recorded, corrected, moved, noted } = words.findings;
  const rows: (readonly [string, string])[] = [
    [on, formatDay(finding.observedOn, language)],
    [recorded, formatDay(finding.recordedOn, language)],
  ];
  if (correction !== undefined) {
    rows.push([corrected, `${say(correction.label)}: ${say(correction.text)}`]);
  }
  if (movedTo !== undefined) rows.push([moved, `${movedTo.village}, ${movedTo.district}`]);
  if (note !== undefined) rows.push([noted, note]);
  return <WorkFacts rows={rows} />;
}

function Answered({ finding: { answer, prepared } }: { readonly finding: Card }) {
  const { words, say } = useSpeech();
  const given = answer ?? prepared;
  if (given === undefined) return null;
  return (
    <p>
      <span className="tag">{say(given.words)}</span>{" "}
      {answer === undefined
        ? words.findings.prepared(given.version)
        : words.findings.answered(given.version)}
      : {given.reason}
    </p>
  );
}

function Confirm({ findingId, isMine }: { readonly findingId: string; readonly isMine: boolean }) {
  const { words } = useSpeech();
  const act = useAct("findings", words.findings.confirmed);
  if (isMine) return <p className="soft">{words.findings.mine}</p>;
  return (
    <>
      <Refused problem={act.problem} />
      <button
        type="button"
        className="button button-main"
        disabled={act.isSending}
        onClick={() => void act.send(`/findings/${findingId}/confirmation`, {})}
      >
        {words.findings.confirm}
      </button>
    </>
  );
}

function AnswerForm({ finding }: { readonly finding: Card }) {
  const { words } = useSpeech();
  const [answer, setAnswer] = useState<FindingAnswerDraft["answer"]>();
  const [reason, setReason] = useState("");
  const act = useAct("findings", words.findings.saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act.send(`/findings/${finding.findingId}/answer`, { answer, reason });
  };
  return (
    <details>
      <summary>
        {words.findings.answer(finding.waitingVersion ?? "")}
        <span className="unseen"> {words.checks.family(finding.headName)}</span>
      </summary>
      <form onSubmit={submit} className="work-form">
        <Refused problem={act.problem} />
        <Segments
          legend={words.findings.answerLegend}
          name={`answer-${finding.findingId}`}
          choices={{ absorbed: words.findings.absorbed, refused: words.findings.refused }}
          chosen={answer}
          onChoose={setAnswer}
        />
        <ReasonLines
          label={words.findings.reason}
          hint={words.findings.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {words.findings.save}
        </button>
      </form>
    </details>
  );
}
