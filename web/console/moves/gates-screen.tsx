import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { Gate, VersionGates } from "#contract/version-gates.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { basisWords, SHORTEST_REASON } from "#domain/quality-gate.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines, WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked, useSitting } from "../officer.tsx";

/** What a version was judged by when it was frozen, and who answers for it where it failed. */
export function GatesScreen() {
  const { words } = useSpeech();
  const { versionNo } = useParams({ from: "/inside/versi/$versionNo/gerbang" });
  const found = useAsked<VersionGates>(`/versions/${versionNo}/gates`);
  const label = found.data?.ok ? found.data.value.version.label : "…";
  return (
    <Page title={words.gates.title(label)} lead={words.gates.lead}>
      <p>
        <Link to="/versi/$versionNo/pergeseran" params={{ versionNo }} className="button">
          {words.moves.open}
        </Link>
      </p>
      <Loaded query={found}>{(gates) => <Gates judged={gates} />}</Loaded>
    </Page>
  );
}

function Gates({ judged }: { readonly judged: VersionGates }) {
  const { words } = useSpeech();
  if (judged.gates.length === 0) return <p>{words.gates.none}</p>;
  return (
    <>
      {judged.isOpen ? null : <p className="soft">{words.gates.closed}</p>}
      <div className="flow">
        {judged.gates.map((gate) => (
          <GateCard key={gate.gate} gate={gate} judged={judged} />
        ))}
      </div>
    </>
  );
}

type Given = { readonly gate: Gate; readonly judged: VersionGates };

function GateCard({ gate, judged }: Given) {
  const { words, say, language } = useSpeech();
  const said = words.gates;
  const { officer } = useSitting();
  const isMine = gate.answers.some((answer) => answer.isMine);
  const mayAnswer = officer.may.publishVersions && judged.isOpen && gate.waitsFor > 0;
  return (
    <article className="card work-card" aria-labelledby={`gate-${gate.gate}`}>
      <h2 id={`gate-${gate.gate}`}>{say(gate.words)}</h2>
      <p>
        <span className="tag">{say(gate.outcomeWords)}</span>{" "}
        {gate.outcome !== "failed"
          ? null
          : gate.waitsFor > 0
            ? said.waits(formatCount(gate.waitsFor, language))
            : said.answered}
      </p>
      <WorkFacts
        rows={[
          [
            said.figure,
            gate.figure === null ? said.notMeasured : formatCount(gate.figure, language),
          ],
          [said.bound, formatCount(gate.bound, language)],
          [said.basis, say(basisWords(gate.basis))],
        ]}
      />
      {gate.gate === "decile-shift" ? (
        <p className="soft">{say(sayDecileBasis(judged.version.decileBasis))}.</p>
      ) : null}
      {gate.answers.map(({ by, isMine: own, reason, at }) => (
        <blockquote key={at} className="gate-words">
          <p>{reason}</p>
          <p className="soft">
            {said.answeredBy(own ? said.mine : (by ?? said.somebody), formatDay(at, language))}
          </p>
        </blockquote>
      ))}
      {mayAnswer && isMine ? <p className="soft">{said.second}</p> : null}
      {mayAnswer && !isMine ? <AnswerForm gate={gate} judged={judged} /> : null}
    </article>
  );
}

function AnswerForm({ gate, judged }: Given) {
  const { words, say } = useSpeech();
  const said = words.gates;
  const [reason, setReason] = useState("");
  const path = `/versions/${judged.version.versionNo}/gates`;
  const act = useAct("asked", said.saved);
  return (
    <FoldedForm
      title={said.answer}
      said={say(gate.words)}
      act={act}
      save={said.send}
      onSend={() => act.send(`${path}/${gate.gate}/overrides`, { reason })}
    >
      <p className="soft">{said.answerLead}</p>
      <Lines
        label={said.reason}
        hint={said.reasonHint}
        required
        minLength={SHORTEST_REASON}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FoldedForm>
  );
}
