import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";

/** The act of law that a result rests on, as it is filled in. */
export const HEAD = {
  act: "",
  signedOn: "",
  minutes: "",
  heldOn: "",
  attended: "",
  dissent: "",
  note: "",
  reason: "",
};
export type Head = typeof HEAD;

/** The act, of a village its minutes too, and why it takes the place of the result before. */
export function Act({
  head,
  needsMinutes,
  isAgain,
  onChange,
}: {
  readonly head: Head;
  readonly needsMinutes: boolean;
  /** Whether it takes the place of a result, and so needs a reason. */
  readonly isAgain: boolean;
  readonly onChange: (head: Head) => void;
}) {
  const said = useSpeech().words.candidates;
  const input = (name: keyof Head) => ({
    value: head[name],
    required: true,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ ...head, [name]: event.target.value }),
  });
  const day = { type: "date", max: dayHere() } as const;
  const count = { type: "number", inputMode: "numeric", min: 0 } as const;
  return (
    <>
      {needsMinutes ? (
        <fieldset>
          <legend>{said.minutes}</legend>
          <Field label={said.minutesNumber} minLength={3} maxLength={120} {...input("minutes")} />
          <Field label={said.minutesDay} {...day} {...input("heldOn")} />
          <Field label={said.attended} {...count} {...input("attended")} />
          <Field label={said.dissent} {...count} {...input("dissent")} />
          <Lines
            label={said.dissentNote}
            maxLength={500}
            value={head.note}
            onChange={(event) => onChange({ ...head, note: event.target.value })}
          />
        </fieldset>
      ) : null}
      <Field
        label={needsMinutes ? said.act.village : said.act.other}
        minLength={5}
        maxLength={120}
        {...input("act")}
      />
      <Field label={said.actDay} {...day} {...input("signedOn")} />
      {isAgain ? (
        <Lines
          label={said.reason}
          hint={`${said.resultAgain} ${said.reasonHint}`}
          required
          minLength={SHORTEST_REASON}
          maxLength={500}
          value={head.reason}
          onChange={(event) => onChange({ ...head, reason: event.target.value })}
        />
      ) : null}
    </>
  );
}

export const given = (value: string) => (value.trim() === "" ? undefined : value);

/** What is sent of it. */
export function headOf(needsMinutes: boolean, head: Head) {
  const minutes = {
    number: head.minutes,
    heldOn: given(head.heldOn),
    attended: Number(head.attended),
    dissent: Number(head.dissent),
    note: given(head.note),
  };
  return {
    act: { number: head.act, signedOn: given(head.signedOn) },
    ...(needsMinutes ? { minutes } : {}),
    reason: given(head.reason),
  };
}
