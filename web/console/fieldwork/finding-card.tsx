import type { FindingCard as Card, FindingAnswerDraft } from "#contract/findings.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { DecisionForm } from "./folded-form.tsx";
import { FamilyLink, Outcome, Refused, WorkFacts } from "./form-parts.tsx";
import { useAct } from "./use-act.ts";

/** One finding: what was seen, when; confirmed by a second person, answered with a reason. */
export function FindingCard({ finding }: { readonly finding: Card }) {
  const { say } = useSpeech();
  const { officer } = useSitting();
  const { findingId, headName, personName, place, state, isMine } = finding;
  const mayAct = officer.may.confirmFindings;
  return (
    <article className="card work-card" aria-labelledby={`finding-${findingId}`}>
      <h2 id={`finding-${findingId}`}>
        {say(finding.words)} · {personName ?? headName}
      </h2>
      <p>{say(finding.sentence)}</p>
      <Facts finding={finding} />
      <p>
        <FamilyLink {...finding} /> · {place.village}, {place.district}
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
  const { answered, prepared: waits } = words.findings;
  const said = answer === undefined ? waits(given.version) : answered(given.version);
  return <Outcome words={say(given.words)} said={said} reason={given.reason} />;
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
  const { checks, findings } = useSpeech().words;
  const { findingId, headName, waitingVersion } = finding;
  return (
    <DecisionForm<FindingAnswerDraft["answer"]>
      title={findings.answer(waitingVersion ?? "")}
      said={checks.family(headName)}
      list="findings"
      words={{ ...findings, legend: findings.answerLegend }}
      name={`answer-${findingId}`}
      choices={{ absorbed: findings.absorbed, refused: findings.refused }}
      path={`/findings/${findingId}/answer`}
      bodyOf={(answer, reason) => ({ answer, reason })}
    />
  );
}
