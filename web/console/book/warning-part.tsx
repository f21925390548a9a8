import type { BookFamily, BookWarning, WarningTurn } from "#contract/book.ts";
import { Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { BOOK_PURPOSE } from "./use-book.ts";

/** A first letter about a commitment that the newest check says is not met. */
export function FirstLetter({
  familyId,
  about: { personId, name, commitment },
}: {
  readonly familyId: string;
  readonly about: BookFamily["mayWarn"][number];
}) {
  const { words } = useSpeech();
  const said = words.book;
  const act = useAct("book", words.plans.saved, BOOK_PURPOSE);
  const send = async (form: HTMLFormElement) => {
    const { letter, letterOn } = filled(form);
    await act.send(`/book/families/${familyId}/warnings`, {
      personId,
      commitment,
      letter,
      letterOn,
    });
  };
  return (
    <FoldedForm
      title={said.firstLetter(name, said.commitments[commitment])}
      act={act}
      save={said.save}
      onSend={send}
    >
      <p className="soft">{said.firstNote}</p>
      <Letter />
    </FoldedForm>
  );
}

/** One warning as a line of time, with what may be done now. */
export function WarningBook({ warning }: { readonly warning: BookWarning }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const { warningNo, name, commitment, answerUntil, suspends, lines, turns } = warning;
  const isOpen = !["cleared", "ended"].includes(warning.state);
  return (
    <article className="book-warning" aria-labelledby={`warning-${warningNo}`}>
      <h3 id={`warning-${warningNo}`}>
        {name}: {say(commitment)}
      </h3>
      <p className={isOpen ? "tag tag-late" : "tag"}>{say(warning.stateWords)}</p>
      {isOpen && answerUntil !== undefined ? (
        <p>{said.answerUntil(formatDay(answerUntil, language))}</p>
      ) : null}
      {suspends === undefined ? null : <p>{said.suspends(said.phase(suspends))}</p>}
      <ul className="book-lines">
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the book is only added to
          <li key={place}>
            <span className="soft">{formatDay(line.on, language)}</span>
            <span>
              {say(line.words)}
              {line.reason === undefined ? "" : `: ${say(line.reason)}`}
              {line.letter === undefined ? "" : ` (${line.letter})`}
            </span>
          </li>
        ))}
      </ul>
      {turns.map((turn) => (
        <Move key={`${lines.length} ${turn.act}`} warningNo={warningNo} turn={turn} said={name} />
      ))}
    </article>
  );
}

function Move({
  warningNo,
  turn,
  said: who,
}: {
  readonly warningNo: string;
  readonly turn: WarningTurn;
  readonly said: string;
}) {
  const { words, say } = useSpeech();
  const said = words.book;
  const act = useAct("book", words.plans.saved, BOOK_PURPOSE);
  const send = async (form: HTMLFormElement) => {
    await act.send(`/book/warnings/${warningNo}/steps`, { act: turn.act, ...filled(form) });
  };
  return (
    <FoldedForm title={say(turn.words)} said={who} act={act} save={say(turn.words)} onSend={send}>
      {turn.reasons.length === 0 ? null : (
        <Named label={said.reason} name="reason" first={said.choose} required>
          {turn.reasons.map(({ code, words: name }) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </Named>
      )}
      {turn.needsLetter ? <Letter /> : null}
    </FoldedForm>
  );
}

function Letter() {
  const { book } = useSpeech().words;
  return (
    <div className="filters">
      <Field
        label={book.letter}
        name="letter"
        required
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <Field
        label={book.letterOn}
        name="letterOn"
        type="date"
        required
        max={dayHere()}
        defaultValue={dayHere()}
      />
    </div>
  );
}
