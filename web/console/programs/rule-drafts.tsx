import { useState } from "react";
import type { RuleDraft } from "#contract/rule-drafts.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { RuleCounts } from "./rule-counts.tsx";
import { RuleLines } from "./rule-lines.tsx";

/** Everything that was proposed of a rule, the newest first: what waits stands open, the rest folds. */
export function RuleDrafts({ drafts }: { readonly drafts: readonly RuleDraft[] }) {
  const { words } = useSpeech();
  const said = words.rules;
  return (
    <Part id="drafts" title={said.history}>
      {drafts.length === 0 ? <p>{said.noHistory}</p> : null}
      {drafts.map((draft) => (
        <Draft key={draft.number} draft={draft} />
      ))}
    </Part>
  );
}

type Given = { readonly draft: RuleDraft };

function Draft({ draft }: Given) {
  const { words, language, say } = useSpeech();
  const said = words.rules;
  const { number, state, stateWords, effectiveOn, act, may } = draft;
  return (
    <details className="rule-draft" open={state === "proposed"}>
      <summary>
        {said.draft(number)} <span className="tag">{say(stateWords)}</span>{" "}
        {said.effective(formatDay(effectiveOn, language), say(act))}
      </summary>
      <RuleLines lines={draft.lines} />
      {draft.counted === undefined ? null : (
        <details>
          <summary>{said.seen}</summary>
          <RuleCounts counted={draft.counted} />
        </details>
      )}
      {draft.exact === undefined ? null : (
        <details open={state === "proposed"}>
          <summary>{said.exactTitle}</summary>
          <RuleCounts counted={draft.exact} />
        </details>
      )}
      <ul className="said-lines">
        {draft.words.map((one) => (
          <li key={one.at}>
            {[say(one.stateWords), one.by, formatDay(one.at.slice(0, 10), language)]
              .filter(Boolean)
              .join(", ")}
            {one.reason === undefined ? null : `: ${one.reason}`}
          </li>
        ))}
      </ul>
      {may.withdraw ? <p>{said.own}</p> : null}
      <Answers draft={draft} />
    </details>
  );
}

function Answers({ draft: { number, may } }: Given) {
  const { words } = useSpeech();
  const said = words.rules;
  const path = `/rule-drafts/${number}/answers`;
  return (
    <>
      {may.activate ? (
        <Plain
          path={path}
          answer="activated"
          title={said.activateTitle}
          save={said.activate}
          lead={said.activateLead}
          done={said.activated}
        />
      ) : null}
      {may.return ? (
        <WithReason path={path} answer="returned" title={said.giveBack} done={said.returned} />
      ) : null}
      {may.withdraw ? (
        <Plain
          path={path}
          answer="withdrawn"
          title={said.withdraw}
          save={said.withdraw}
          done={said.withdrawn}
        />
      ) : null}
      {may.cancel ? (
        <WithReason path={path} answer="cancelled" title={said.cancel} done={said.cancelled} />
      ) : null}
    </>
  );
}

function Plain(given: {
  readonly path: string;
  readonly answer: "activated" | "withdrawn";
  readonly title: string;
  readonly save: string;
  readonly lead?: string;
  readonly done: string;
}) {
  const { path, answer, title, save, lead, done } = given;
  const act = useAct("asked", done);
  return (
    <FoldedForm title={title} act={act} save={save} onSend={() => act.send(path, { answer })}>
      {lead === undefined ? null : <p>{lead}</p>}
    </FoldedForm>
  );
}

function WithReason(given: {
  readonly path: string;
  readonly answer: "returned" | "cancelled";
  readonly title: string;
  readonly done: string;
}) {
  const { words } = useSpeech();
  const said = words.rules;
  const { path, answer, title, done } = given;
  const [reason, setReason] = useState("");
  const act = useAct("asked", done);
  return (
    <FoldedForm
      title={title}
      act={act}
      save={title}
      onSend={() => act.send(path, { answer, reason })}
    >
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
