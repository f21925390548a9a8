import { useState } from "react";
import type { RemovalCard as Card } from "#contract/removals.ts";
import { type DeliveryWay, LETTER_TAKER_WORDS, LETTER_TAKERS } from "#domain/notice-delivery.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";

type Delivery = NonNullable<Card["delivery"]>;

/** How the letter of a family was brought: handed over to whom, nobody met, or put up. */
export function DeliveryForm({
  removal,
  delivery,
}: {
  readonly removal: Card;
  readonly delivery: Delivery;
}) {
  const { words, say } = useSpeech();
  const said = words.notices;
  const [way, setWay] = useState<DeliveryWay>();
  const [taker, setTaker] = useState<(typeof LETTER_TAKERS)[number]>();
  const sending = useAct("removals", said.saved);
  if (delivery.ways.length === 0) return null;
  const named = Object.fromEntries(delivery.ways.map((one) => [one.way, say(one.words)]));
  const takers = Object.fromEntries(
    LETTER_TAKERS.map((one) => [one, say(LETTER_TAKER_WORDS[one])]),
  );
  const send = (form: HTMLFormElement) =>
    sending.send(`/removals/${removal.removalId}/deliveries`, {
      way,
      on: String(new FormData(form).get("on")),
      ...(way === "handed-over" ? { takenBy: taker } : {}),
    });
  return (
    <FoldedForm
      title={said.record}
      said={words.removals.about(removal.personName ?? removal.headName, say(removal.programName))}
      act={sending}
      save={said.save}
      onSend={send}
    >
      <p className="hint">{said.lead}</p>
      <Segments
        legend={said.way}
        name={`way-${removal.removalId}`}
        choices={named as Record<DeliveryWay, string>}
        chosen={way}
        onChoose={setWay}
      />
      <Field label={said.on} name="on" type="date" required min={delivery.since} max={dayHere()} />
      {way === "handed-over" ? (
        <Segments
          legend={said.takenBy}
          name={`taker-${removal.removalId}`}
          choices={takers as Record<(typeof LETTER_TAKERS)[number], string>}
          chosen={taker}
          onChoose={setTaker}
        />
      ) : null}
    </FoldedForm>
  );
}
