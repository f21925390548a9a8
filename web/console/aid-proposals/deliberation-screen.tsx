import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { AidProposalPage, AidProposalRow } from "#contract/aid-proposals.ts";
import type { DeliberationDraft, DeliberationReceipt } from "#contract/ground-checks.ts";
import type { MeetingPage } from "#contract/meetings.ts";
import {
  DELIBERATION_FORM_WORDS,
  DELIBERATION_FORMS,
  type DeliberationForm,
  DISSENTS,
} from "#domain/deliberation.ts";
import { Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { DecisionFields } from "./decision-fields.tsx";

/** Proposals stand at this step while they wait for a deliberation. */
const DELIBERATING = 3;

/** A deliberation, or the statement of the village head, over everything that waits for one in a village. No decile stands here. */
export function Deliberation() {
  const said = useSpeech().words.usulan;
  const query = useAsked<AidProposalPage>("/aid-proposals?show=mine&limit=50");
  return (
    <Page title={said.musyawarah} lead={said.musyawarahLead}>
      <Loaded query={query}>
        {({ items }) => (
          <Held
            rows={items.filter(
              ({ stepNo, state }) => stepNo === DELIBERATING && state !== "paused",
            )}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Held({ rows }: { readonly rows: readonly AidProposalRow[] }) {
  const said = useSpeech().words.usulan;
  const villages = [...new Map(rows.map(({ place }) => [place.code, place]))].map(
    ([, place]) => place,
  );
  const [chosen, setChosen] = useState(villages[0]?.code);
  if (chosen === undefined) return <Notice tone="good">{said.nothingToDecide}</Notice>;
  return (
    <>
      {villages.length === 1 ? null : (
        <Named
          label={said.village}
          first={said.choosing}
          value={chosen}
          onChange={({ target }) => setChosen(target.value)}
        >
          {villages.map(({ code, village, district }) => (
            <option key={code} value={code}>
              {village}, {district}
            </option>
          ))}
        </Named>
      )}
      <HeldForm
        key={chosen}
        village={chosen}
        rows={rows.filter(({ place }) => place.code === chosen)}
      />
    </>
  );
}

function HeldForm({
  village,
  rows,
}: {
  readonly village: string;
  readonly rows: readonly AidProposalRow[];
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const navigate = useNavigate();
  const client = useQueryClient();
  const act = useAct("aid-proposals", said.kept);
  const [form, setForm] = useState<DeliberationForm>("deliberation");
  const [isEmpty, setEmpty] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = filled(event.currentTarget);
    const decisions = rows.flatMap(({ caseId }) => decisionOf(given, caseId));
    setEmpty(decisions.length === 0);
    if (decisions.length === 0) return;
    const count = (name: string) => Number(given[name] ?? 0);
    const body: DeliberationDraft = {
      ...{ village, form, heldOn: given.heldOn ?? "", minutesNumber: given.minutes ?? "" },
      ...{ invited: count("invited"), attended: count("attended") },
      ...{ attendedWomen: count("women"), decisions },
    };
    if ((await act.send<DeliberationReceipt>("/deliberations", body)) === undefined) return;
    await client.invalidateQueries({ queryKey: ["meetings"] });
    await navigate({ to: "/usulan-bantuan" });
  };
  const called = useCalled(village);
  const number = { type: "number", min: 0, max: 2000, step: 1, required: true } as const;
  const isTogether = form === "deliberation";
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Refused problem={act.problem} />
      {isEmpty ? <Notice tone="wrong">{said.nothingDecided}</Notice> : null}
      <Named
        label={said.form}
        first={said.choosing}
        required
        value={form}
        onChange={({ target }) =>
          setForm(DELIBERATION_FORMS.find((one) => one === target.value) ?? "deliberation")
        }
      >
        {DELIBERATION_FORMS.map((one) => (
          <option key={one} value={one}>
            {say(DELIBERATION_FORM_WORDS[one])}
          </option>
        ))}
      </Named>
      <div className="filters">
        <Field
          label={said.heldOn}
          name="heldOn"
          type="date"
          required
          max={dayHere()}
          defaultValue={dayHere()}
        />
        <Field
          label={said.minutes}
          name="minutes"
          required
          pattern="[A-Za-z0-9.\/_\-]{3,40}"
          autoComplete="off"
          defaultValue={called[0] ?? ""}
          key={called[0]}
          list="called-numbers"
        />
        <datalist id="called-numbers">
          {called.map((number) => (
            <option key={number} value={number} />
          ))}
        </datalist>
      </div>
      {isTogether ? (
        <div className="filters">
          <Field label={said.invited} name="invited" {...number} />
          <Field label={said.attended} name="attended" {...number} />
          <Field label={said.attendedWomen} name="women" {...number} />
        </div>
      ) : null}
      {rows.map((row) => (
        <DecisionFields key={row.caseId} row={row} hasVotes={isTogether} />
      ))}
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.keep}
      </button>
    </form>
  );
}

/** Numbers of the village's meetings that were called and not recorded yet. */
function useCalled(village: string): readonly string[] {
  const query = useAsked<MeetingPage>(`/meetings?limit=20&region=${village}`);
  const items = query.data?.ok === true ? query.data.value.items : [];
  return items.filter(({ held }) => held === undefined).map(({ number }) => number);
}

/** What the fields of one proposal say; nothing where it was not discussed. */
function decisionOf(
  given: Readonly<Record<string, string>>,
  caseId: string,
): DeliberationDraft["decisions"] {
  const decision = given[`decision-${caseId}`];
  if (decision !== "agreed" && decision !== "declined") return [];
  const votes = (name: string) => Number(given[`${name}-${caseId}`] ?? 0);
  const dissent = DISSENTS.filter((one) => given[`${one}-${caseId}`] !== undefined);
  return [{ caseId, decision, votesFor: votes("for"), votesAgainst: votes("against"), dissent }];
}
