import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The number that the civil registry was asked for. */
export function NewNik() {
  return (
    <Field
      label={useSpeech().words.reactivation.newNik}
      name="nik"
      required
      pattern="[0-9]{16}"
      inputMode="numeric"
      autoComplete="off"
    />
  );
}
