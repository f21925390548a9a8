import { useState } from "react";
import type { ProposalRow } from "#contract/correction-proposals.ts";
import { PROPOSAL_REFUSAL_WORDS, PROPOSAL_REFUSALS } from "#domain/correction-proposal.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { ValueField } from "../family/correction-fields.tsx";
import { useSitting } from "../officer.tsx";
import { filled } from "./filled.ts";
import { FoldedForm } from "./folded-form.tsx";
import { FamilyLink, Named, Segments, WorkFacts } from "./form-parts.tsx";
import { useAct } from "./use-act.ts";

/** One fact of which a family says that it does not stand, and the way to answer where the officer may. */
export function ProposalCard({ proposal }: { readonly proposal: ProposalRow }) {
  const { say } = useSpeech();
  const { officer } = useSitting();
  const { proposalId, headName, personName, place, state } = proposal;
  return (
    <article className="card work-card" aria-labelledby={`proposal-${proposalId}`}>
      <h2 id={`proposal-${proposalId}`}>{say(proposal.about)}</h2>
      <p>
        {personName ?? headName} · {place.village}, {place.district}
      </p>
      <Facts proposal={proposal} />
      <p>
        <FamilyLink {...proposal} />
      </p>
      <Decided proposal={proposal} />
      {officer.may.recordFindings && state === "waiting" ? <Decide proposal={proposal} /> : null}
    </article>
  );
}

function Facts({ proposal }: { readonly proposal: ProposalRow }) {
  const { words, language, say } = useSpeech();
  const said = words.proposals;
  const { recorded, proposed, ground, receivedOn, holder, until } = proposal;
  const rows: (readonly [string, string])[] = [[said.ground, say(ground)]];
  if (recorded !== undefined) rows.push([said.recorded, say(recorded)]);
  rows.push([said.proposed, proposed === undefined ? said.unsure : say(proposed)]);
  rows.push([said.received, formatDay(receivedOn, language)]);
  if (holder !== undefined) {
    rows.push([said.holder, say(holder)]);
    rows.push([said.until, until === undefined ? said.late : formatDay(until, language)]);
  }
  return <WorkFacts rows={rows} />;
}

function Decided({ proposal }: { readonly proposal: ProposalRow }) {
  const { words, language, say } = useSpeech();
  const { decidedOn, refusal, stateWords } = proposal;
  if (decidedOn === undefined) return null;
  return (
    <p>
      <span className="tag">{say(stateWords)}</span>{" "}
      {words.proposals.decided(formatDay(decidedOn, language))}
      {refusal === undefined ? "" : `: ${say(refusal)}`}
    </p>
  );
}

type Choice = "recorded" | "refused";

function Decide({ proposal }: { readonly proposal: ProposalRow }) {
  const { words, say } = useSpeech();
  const said = words.proposals;
  const [chosen, setChosen] = useState<Choice>();
  const act = useAct("proposals", said.saved);
  const { proposalId, headName, variable, proposedValue } = proposal;
  const send = async (form: HTMLFormElement) => {
    const { value, refusal } = filled(form);
    await act.send(`/correction-proposals/${proposalId}/decision`, {
      decision: chosen,
      ...(chosen === "recorded" && value !== undefined ? { value: Number(value) } : {}),
      ...(chosen === "refused" ? { refusal } : {}),
    });
  };
  return (
    <FoldedForm
      title={words.checks.decide}
      said={words.checks.family(headName)}
      act={act}
      save={said.save}
      onSend={send}
    >
      <Segments<Choice>
        legend={words.checks.decision}
        name={`decision-${proposalId}`}
        choices={{ recorded: said.take, refused: said.refuse }}
        chosen={chosen}
        onChoose={setChosen}
      />
      {chosen === "recorded" ? (
        <>
          <p className="soft">{variable === undefined ? said.takeMembers : said.takeLead}</p>
          {variable === undefined ? null : (
            <ValueField
              label={said.value}
              variable={getVariable(variable)}
              {...(proposedValue === undefined ? {} : { value: proposedValue })}
            />
          )}
        </>
      ) : null}
      {chosen === "refused" ? (
        <Named label={said.refusal} name="refusal" first={words.accounts.choose} required>
          {PROPOSAL_REFUSALS.map((refusal) => (
            <option key={refusal} value={refusal}>
              {say(PROPOSAL_REFUSAL_WORDS[refusal])}
            </option>
          ))}
        </Named>
      ) : null}
    </FoldedForm>
  );
}
