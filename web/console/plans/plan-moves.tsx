import { useState } from "react";
import type { Plan, ProviderList } from "#contract/plans.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useAskedPlan, usePlanPurpose } from "./use-plan-purpose.ts";

type Turn = Plan["turns"][number];

/** What the officer may do now, each under its own name; reasons are chosen, never written. */
export function PlanMoves({ plan }: { readonly plan: Plan }) {
  const { words } = useSpeech();
  const hasForced = plan.turns.some(({ act }) => act.endsWith("-forced"));
  return (
    <div className="plan-moves">
      {hasForced ? <p className="soft">{words.plans.forcedNote}</p> : null}
      {plan.turns.map((turn) => (
        <Move key={`${plan.lines.length} ${turn.act}`} planNo={plan.planNo} turn={turn} />
      ))}
    </div>
  );
}

function Move({ planNo, turn }: { readonly planNo: string; readonly turn: Turn }) {
  const { words, say } = useSpeech();
  const said = words.plans;
  const [reason, setReason] = useState("");
  const act = useAct("plans", said.saved, usePlanPurpose());
  const needsPaper = turn.needsPaper || reason === "own-word";
  const send = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    const text = (name: string) => {
      const value = String(given.get(name) ?? "").trim();
      return value === "" ? {} : { [name]: value };
    };
    await act.send(`/plans/${planNo}/steps`, {
      act: turn.act,
      ...text("reason"),
      ...text("providerNo"),
      ...text("paper"),
      ...text("paperOn"),
      ...(turn.codes.length === 0 ? {} : { codes: given.getAll("codes") }),
    });
  };
  return (
    <FoldedForm title={say(turn.words)} act={act} save={say(turn.words)} onSend={send}>
      {turn.reasons.length === 0 ? null : (
        <Named
          label={said.reason}
          name="reason"
          first={said.choose}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        >
          {turn.reasons.map(({ code, words: name }) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </Named>
      )}
      {turn.codes.length === 0 ? null : (
        <fieldset className="plan-codes">
          <legend>{said.needs}</legend>
          {turn.codes.map(({ code, words: name }) => (
            <label key={code}>
              <input type="checkbox" name="codes" value={code} /> {say(name)}
            </label>
          ))}
        </fieldset>
      )}
      {turn.needsProvider ? <ProviderChoice /> : null}
      {needsPaper ? <Paper /> : null}
    </FoldedForm>
  );
}

function Paper() {
  const { plans } = useSpeech().words;
  return (
    <div className="filters">
      <Field
        label={plans.paper}
        name="paper"
        required
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <Field
        label={plans.paperOn}
        name="paperOn"
        type="date"
        required
        max={dayHere()}
        defaultValue={dayHere()}
      />
    </div>
  );
}

/** Active providers with places left; how many are taken stands beside each. */
function ProviderChoice() {
  const { plans } = useSpeech().words;
  const query = useAskedPlan<ProviderList>("/providers");
  const items = query.data?.ok ? query.data.value.items : [];
  return (
    <Named label={plans.provider} name="providerNo" first={plans.choose} required>
      {items
        .filter(({ isActive, taken, capacity }) => isActive && taken < capacity)
        .map(({ providerNo, name, taken, capacity }) => (
          <option key={providerNo} value={providerNo}>
            {`${name} (${plans.of(taken, capacity)})`}
          </option>
        ))}
    </Named>
  );
}
