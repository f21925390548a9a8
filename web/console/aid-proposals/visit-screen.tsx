import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { GroundCheckDraft, GroundCheckReceipt, VisitForm } from "#contract/ground-checks.ts";
import type { Problem } from "#contract/problem.ts";
import {
  RESPONDENT_WORDS,
  RESPONDENTS,
  VISIT_OUTCOME_WORDS,
  VISIT_OUTCOMES,
  type VisitOutcome,
} from "#domain/ground-check.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAsked } from "../officer.tsx";
import { useVisitDraft } from "./use-visit-draft.ts";
import { VisitQuestions } from "./visit-questions.tsx";
import { VisitSummary } from "./visit-summary.tsx";

/** A visit at home: asked first, compared after, read to the family, sent once. */
export function VisitScreen() {
  const { caseId } = useParams({ from: "/inside/usulan-bantuan/$caseId/kunjungan" });
  const query = useAsked<VisitForm>(`/visit-forms/${caseId}`);
  return (
    <Loaded query={query}>
      {(form) => <Visit caseId={caseId} form={form} back="/usulan-bantuan/$caseId" />}
    </Loaded>
  );
}

/** The same because of an objection: nothing on it says that there is one. */
export function ObjectionVisit() {
  const { caseId } = useParams({ from: "/inside/sanggah/$caseId/kunjungan" });
  const query = useAsked<VisitForm>(`/visit-forms/${caseId}`);
  return (
    <Loaded query={query}>
      {(form) => <Visit caseId={caseId} form={form} back="/sanggah/$caseId" />}
    </Loaded>
  );
}

type Visited = {
  readonly caseId: string;
  readonly form: VisitForm;
  /** The case whose visit it is. */
  readonly back: "/usulan-bantuan/$caseId" | "/sanggah/$caseId";
};

function Visit({ caseId, form, back }: Visited) {
  const said = useSpeech().words.usulan;
  const place = [
    form.address,
    form.rt === undefined ? undefined : `RT ${form.rt}`,
    form.rw === undefined ? undefined : `RW ${form.rw}`,
  ].filter((part) => part !== undefined);
  return (
    <Page title={said.visitTitle(form.headName)} lead={said.visitLead}>
      {place.length === 0 ? null : <p>{place.join(", ")}</p>}
      {form.attempts === 0 ? null : (
        <Notice tone="attention">{said.attempts(form.attempts)}</Notice>
      )}
      <VisitFields caseId={caseId} form={form} back={back} />
    </Page>
  );
}

function VisitFields({ caseId, form, back }: Visited) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const navigate = useNavigate();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { draft, answer, forget } = useVisitDraft(caseId);
  const [outcome, setOutcome] = useState<VisitOutcome>();
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { visitedOn, offeredOn, respondent, isAgreed } = filled(event.currentTarget);
    const isMet = outcome === "met";
    setSending(true);
    const sent = await ask<GroundCheckReceipt>("/ground-checks", {
      method: "POST",
      purpose: "verification",
      idempotencyKey: draft.key,
      body: {
        ...{ caseId, familyId: form.familyId, visitedOn, outcome },
        ...(offeredOn === undefined ? {} : { offeredOn }),
        ...(isMet ? { respondent } : {}),
        ...(isMet && isAgreed !== undefined ? { isAgreed: true } : {}),
        answers: isMet ? answersOf(draft.answers) : [],
      },
    });
    setSending(false);
    setProblem(sent.ok ? undefined : sent.problem);
    if (!sent.ok) return;
    forget();
    announce(said.visitSaved);
    // The case, the lists and the home stand otherwise now.
    await client.invalidateQueries();
    await navigate({ to: back, params: { caseId } });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Refused problem={problem} />
      <Field
        label={said.visitedOn}
        name="visitedOn"
        type="date"
        required
        max={dayHere()}
        defaultValue={dayHere()}
      />
      <Named
        label={said.outcome}
        first={said.choosing}
        required
        value={outcome ?? ""}
        onChange={({ target }) => setOutcome(VISIT_OUTCOMES.find((one) => one === target.value))}
      >
        {VISIT_OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {say(VISIT_OUTCOME_WORDS[one])}
          </option>
        ))}
      </Named>
      {outcome === "not-met" ? (
        <Field label={said.offeredOn} name="offeredOn" type="date" required min={dayHere()} />
      ) : null}
      {outcome === "met" ? <Met form={form} answers={draft.answers} onAnswer={answer} /> : null}
      <button type="submit" className="button button-main" disabled={isSending}>
        {said.visitSend}
      </button>
    </form>
  );
}

/** What was kept by question, as the server reads it. */
function answersOf(answers: Readonly<Record<string, number>>): GroundCheckDraft["answers"] {
  return Object.entries(answers).map(([id, value]) => {
    const [unit = "", variable = ""] = id.split(" ");
    return { ...(unit === "family" ? {} : { personId: unit }), variable, value };
  });
}

function Met({
  form,
  answers,
  onAnswer,
}: {
  readonly form: VisitForm;
  readonly answers: Readonly<Record<string, number>>;
  readonly onAnswer: (question: string, value: number | undefined) => void;
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const countOf = (unit: string) =>
    Object.keys(answers).filter((id) => id.startsWith(`${unit} `)).length;
  return (
    <>
      <Named label={said.respondent} name="respondent" first={said.choosing} required>
        {RESPONDENTS.map((one) => (
          <option key={one} value={one}>
            {say(RESPONDENT_WORDS[one])}
          </option>
        ))}
      </Named>
      <p className="soft">{said.draftKept}</p>
      <details open>
        <summary>
          {said.aboutFamily} · {said.answered(countOf("family"), form.family.length)}
        </summary>
        <VisitQuestions questions={form.family} answers={answers} onAnswer={onAnswer} />
      </details>
      {form.members.map(({ personId, name, questions }) => (
        <details key={personId}>
          <summary>
            {said.aboutMember(name)} · {said.answered(countOf(personId), questions.length)}
          </summary>
          <VisitQuestions
            personId={personId}
            questions={questions}
            answers={answers}
            onAnswer={onAnswer}
          />
        </details>
      ))}
      <VisitSummary form={form} answers={answers} />
    </>
  );
}
