import { useState } from "react";
import type { BookFamily, CheckReceipt } from "#contract/book.ts";
import { COMMITMENT_EXCUSE_WORDS, COMMITMENT_SOURCE_WORDS } from "#domain/commitment.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { BOOK_PURPOSE } from "./use-book.ts";

/** One look at a commitment: what was due, what took place, who says so, and why not where it did not. */
export function CheckForm({ family }: { readonly family: BookFamily }) {
  const { words, say } = useSpeech();
  const said = words.book;
  const act = useAct("book", words.plans.saved, BOOK_PURPOSE);
  const due = family.members.filter(({ commitment }) => commitment !== undefined);
  const [chosen, setChosen] = useState(due[0]?.personId ?? "");
  const member = due.find(({ personId }) => personId === chosen);
  if (due.length === 0) return null;
  const isSchool = member?.commitment === "school";
  const send = async (form: HTMLFormElement) => {
    const { personId, due: held, done, excuse, source, expectedOn } = filled(form);
    await act.send<CheckReceipt>(`/book/families/${family.familyId}/checks`, {
      personId,
      phase: family.phase,
      commitment: member?.commitment,
      due: isSchool ? Number(held) : 1,
      done: Number(done),
      source,
      ...(excuse === undefined ? {} : { excuse }),
      ...(expectedOn === undefined ? {} : { expectedOn }),
    });
  };
  return (
    <FoldedForm title={said.addCheck} act={act} save={said.save} onSend={send}>
      <Named
        label={said.member}
        name="personId"
        first={said.choose}
        required
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        {due.map(({ personId, name, commitment }) => (
          <option key={personId} value={personId}>
            {`${name} (${said.commitments[commitment ?? "health"]})`}
          </option>
        ))}
      </Named>
      <div className="filters">
        {isSchool ? (
          <Field label={said.held} name="due" type="number" min={0} max={120} required />
        ) : null}
        <Field
          label={isSchool ? said.present : said.visits}
          name="done"
          type="number"
          min={0}
          max={120}
          required
        />
      </div>
      <Named label={said.source} name="source" first={said.choose} required>
        {Object.entries(COMMITMENT_SOURCE_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      <Named label={said.excuse} name="excuse" first={said.noExcuse}>
        {Object.entries(COMMITMENT_EXCUSE_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      {member?.isPregnant === true ? (
        <Field label={said.expectedOn} name="expectedOn" type="date" />
      ) : null}
    </FoldedForm>
  );
}
