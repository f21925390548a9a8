import { useState } from "react";
import type { VersionDecrees } from "#contract/version-decrees.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines, Named } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

type Given = { readonly found: VersionDecrees };

/** For who determines a program: number and day of the decree that was signed on this version's list. */
export function RecordDecree({ found }: Given) {
  const { words, say } = useSpeech();
  const said = words.decrees;
  const act = useAct("asked", said.saved);
  const send = async (form: HTMLFormElement) => {
    const { program, number, signedOn } = filled(form);
    const path = `/versions/${found.version.versionNo}/decrees`;
    const done = await act.send(path, { program, number, signedOn });
    if (done !== undefined) form.reset();
  };
  return (
    <FoldedForm title={said.record} act={act} save={said.save} onSend={send}>
      <p className="soft">{said.recordLead}</p>
      <Named label={said.program} name="program" first={words.accounts.choose} required>
        {found.records.map(({ code, words: named }) => (
          <option key={code} value={code}>
            {say(named)}
          </option>
        ))}
      </Named>
      <Field
        label={said.number}
        hint={said.numberHint}
        name="number"
        required
        minLength={5}
        maxLength={120}
      />
      <Field label={said.signed} name="signedOn" type="date" required />
    </FoldedForm>
  );
}

/** For who may take versions back: one person's order, which under a decree is one of two. */
export function OrderWithdrawal({ found, back }: Given & { readonly back: string }) {
  const { words } = useSpeech();
  const said = words.decrees;
  const [reason, setReason] = useState("");
  const act = useAct("asked", said.ordered);
  const isUnderDecree = found.decrees.some(({ isInForce }) => isInForce);
  const isSecond = isUnderDecree && found.lists[0]?.words.length === 1;
  return (
    <FoldedForm
      title={said.order(back)}
      act={act}
      save={said.send}
      onSend={() => act.send(`/versions/${found.version.versionNo}/withdrawal-orders`, { reason })}
    >
      <p>{isSecond ? said.orderSecond : isUnderDecree ? said.orderTwo : said.orderOne}</p>
      <p className="soft">{said.orderLead(back)}</p>
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
