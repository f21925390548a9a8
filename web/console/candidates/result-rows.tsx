import type { Candidates } from "#contract/candidates.ts";
import { DECLINE_REASON_WORDS, DECLINE_REASONS } from "#domain/candidate-answer.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** What was said of each candidate, by number. */
export type Said = Readonly<Record<number, { readonly answer: string; readonly reason: string }>>;
export type Added = { readonly nik: string; readonly note: string };

const NOTHING = { answer: "", reason: "" } as const;

/** One line a candidate: accepted, or not and why. */
export function Answers({
  candidates,
  answers,
  onAnswer,
}: {
  readonly candidates: Candidates["candidates"];
  readonly answers: Said;
  readonly onAnswer: (answers: Said) => void;
}) {
  const said = useSpeech().words.candidates;
  const acceptAll = () =>
    onAnswer({
      ...Object.fromEntries(
        candidates.map(({ candidateNo }) => [candidateNo, { answer: "accepted", reason: "" }]),
      ),
      ...Object.fromEntries(Object.entries(answers).filter(([, { answer }]) => answer !== "")),
    });
  return (
    <>
      <button type="button" className="button" onClick={acceptAll}>
        {said.acceptAll}
      </button>
      <ul className="plain-list candidate-answers">
        {candidates.map((one) => (
          <AnswerLine
            key={one.candidateNo}
            one={one}
            chosen={answers[one.candidateNo] ?? NOTHING}
            onChoose={(chosen) => onAnswer({ ...answers, [one.candidateNo]: chosen })}
          />
        ))}
      </ul>
    </>
  );
}

function AnswerLine({
  one,
  chosen,
  onChoose,
}: {
  readonly one: Candidates["candidates"][number];
  readonly chosen: Said[number];
  readonly onChoose: (chosen: Said[number]) => void;
}) {
  const { words, say } = useSpeech();
  const said = words.candidates;
  return (
    <li>
      <span>{`${one.candidateNo}. ${one.name}`}</span>
      <select
        aria-label={said.answerOf(one.name)}
        value={chosen.answer}
        onChange={(event) => onChoose({ answer: event.target.value, reason: "" })}
      >
        <option value="">{said.choose}</option>
        <option value="accepted">{said.answers.accepted}</option>
        <option value="declined">{said.answers.declined}</option>
      </select>
      {chosen.answer !== "declined" ? null : (
        <select
          aria-label={said.reasonOf(one.name)}
          required
          value={chosen.reason}
          onChange={(event) => onChoose({ ...chosen, reason: event.target.value })}
        >
          <option value="">{said.chooseReason}</option>
          {DECLINE_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {say(DECLINE_REASON_WORDS[reason])}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}

/** Whoever the determiner added, each with its number and why. */
export function Additions({
  added,
  onAdd,
}: {
  readonly added: readonly Added[];
  readonly onAdd: (added: readonly Added[]) => void;
}) {
  const said = useSpeech().words.candidates;
  const change = (at: number, part: Partial<Added>) =>
    onAdd(added.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <>
      {added.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
        <fieldset key={i}>
          <legend>{said.addition(i + 1)}</legend>
          <Field
            label={said.nik}
            inputMode="numeric"
            autoComplete="off"
            required
            maxLength={30}
            value={one.nik}
            onChange={(event) => change(i, { nik: event.target.value })}
          />
          <Field
            label={said.addReason}
            required
            minLength={10}
            maxLength={300}
            value={one.note}
            onChange={(event) => change(i, { note: event.target.value })}
          />
        </fieldset>
      ))}
      <button
        type="button"
        className="button"
        onClick={() => onAdd([...added, { nik: "", note: "" }])}
      >
        {said.add}
      </button>
    </>
  );
}
