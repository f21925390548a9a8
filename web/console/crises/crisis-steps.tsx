import type { Crisis, CrisisStep } from "#contract/crises.ts";
import { CRISIS_STATUS_WORDS } from "#domain/crisis.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useCrisisPurpose } from "./use-crisis.ts";

/** What the officer may do with the emergency itself, each under its own name. */
export function CrisisSteps({ sheet }: { readonly sheet: Crisis }) {
  return (
    <div className="plan-moves">
      {sheet.may.steps.map((act) => (
        <Step key={`${sheet.acts.length} ${act}`} act={act} sheet={sheet} />
      ))}
    </div>
  );
}

function Step({ act, sheet }: { readonly act: CrisisStep["act"]; readonly sheet: Crisis }) {
  const { crisis } = useSpeech().words;
  const sent = useAct("crises", crisis.saved, useCrisisPurpose());
  const title = crisis.steps[act];
  const send = async (form: HTMLFormElement) => {
    await sent.send(`/crises/${sheet.crisisNo}/steps`, { act, ...filled(form) });
  };
  return (
    <FoldedForm title={title} act={sent} save={title} onSend={send}>
      {act === "extend" || act === "end" ? <ActFields sheet={sheet} /> : null}
      {act === "report" ? (
        <Field
          label={crisis.reportPaper}
          name="paper"
          required
          pattern="[A-Za-z0-9.\/_\-]{3,40}"
          autoComplete="off"
        />
      ) : null}
    </FoldedForm>
  );
}

function ActFields({ sheet }: { readonly sheet: Crisis }) {
  const { crisis } = useSpeech().words;
  return (
    <>
      <PaperFields />
      <StatusField />
      <Field
        label={crisis.endOn}
        name="endOn"
        type="date"
        required
        min={sheet.startOn}
        defaultValue={sheet.endOn}
      />
    </>
  );
}

/** Number and day of an act of law. */
export function PaperFields() {
  const { crisis } = useSpeech().words;
  return (
    <div className="filters">
      <Field
        label={crisis.paper}
        hint={crisis.paperHint}
        name="paper"
        required
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <Field
        label={crisis.signedOn}
        name="signedOn"
        type="date"
        required
        max={dayHere()}
        defaultValue={dayHere()}
      />
    </div>
  );
}

/** Response or transition. */
export function StatusField() {
  const { words, say } = useSpeech();
  const { crisis } = words;
  return (
    <Named label={crisis.status} name="status" first={crisis.choose} required>
      {Object.entries(CRISIS_STATUS_WORDS).map(([code, name]) => (
        <option key={code} value={code}>
          {say(name)}
        </option>
      ))}
    </Named>
  );
}
