import { URGENCIES, URGENCY_WORDS } from "#domain/case-clock.ts";
import { FACILITY_KIND_WORDS, FACILITY_KINDS } from "#domain/reactivation.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";

/** What the facility's letter says of itself. There is no field for an illness. */
export function LetterFields({ knowsEnd }: { readonly knowsEnd: boolean }) {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  return (
    <div className="filters">
      <Named label={said.facilityKind} name="facilityKind" first={words.cases.choose} required>
        {FACILITY_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say(FACILITY_KIND_WORDS[kind])}
          </option>
        ))}
      </Named>
      <Field
        label={said.facilityName}
        hint={said.facilityHint}
        name="facilityName"
        required
        minLength={3}
        maxLength={60}
        autoComplete="off"
      />
      <Field
        label={said.letterNumber}
        name="letterNumber"
        required
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <Field label={said.letterOn} name="letterOn" type="date" required max={dayHere()} />
      <Named label={said.urgency} name="urgency" first={words.cases.choose} required>
        {URGENCIES.map((urgency) => (
          <option key={urgency} value={urgency}>
            {say(URGENCY_WORDS[urgency])}
          </option>
        ))}
      </Named>
      {knowsEnd ? null : (
        <Field
          label={said.deactivatedOn}
          hint={said.deactivatedHint}
          name="deactivatedOn"
          type="date"
          required
          max={dayHere()}
        />
      )}
    </div>
  );
}
