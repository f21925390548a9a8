import { useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { PlanReceipt } from "#contract/plans.ts";
import { PPKS_CATEGORIES } from "#domain/target-group.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAskedPlan, usePlanPurpose } from "./use-plan-purpose.ts";

/** Begins a plan for a family; a social worker says for whom of it, and in which group. */
export function BeginPlan() {
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/rencana" });
  const { plans } = useSpeech().words;
  const purpose = usePlanPurpose();
  const navigate = useNavigate();
  const act = useAct("plans", plans.saved, purpose);
  const isCase = purpose === "protection";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void begin(filled(event.currentTarget));
  };
  const begin = async ({ personId, ppks }: Readonly<Record<string, string>>) => {
    const body = isCase
      ? { kind: "case", familyId, personId, ppks: Number(ppks) }
      : { kind: "empowerment", familyId };
    const answer = await act.send<PlanReceipt>("/plans", body);
    if (answer !== undefined)
      await navigate({ to: "/rencana/$planNo", params: { planNo: answer.planNo } });
  };
  return (
    <Page title={plans.beginTitle} lead={plans.beginLead}>
      <form onSubmit={submit} className="work-form plan-begin">
        <Refused problem={act.problem} />
        {isCase ? <CaseFields familyId={familyId} /> : null}
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {plans.begin}
        </button>
      </form>
    </Page>
  );
}

function CaseFields({ familyId }: { readonly familyId: string }) {
  const { words, say } = useSpeech();
  const query = useAskedPlan<FamilySheet>(`/families/${familyId}`);
  const members = query.data?.ok ? query.data.value.members : [];
  return (
    <>
      <Named label={words.plans.person} name="personId" first={words.plans.choose} required>
        {members.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Named>
      <Named label={words.plans.ppks} name="ppks" first={words.plans.choose} required>
        {PPKS_CATEGORIES.map(({ number, words: name }) => (
          <option key={number} value={number}>
            {say(name)}
          </option>
        ))}
      </Named>
    </>
  );
}
