import type { CaseBookLine } from "#contract/cases.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import type { CasePlace } from "./case-moves.tsx";

/** What has been done with a case, line by line. */
export function CaseBook({ book }: { readonly book: readonly CaseBookLine[] }) {
  const { words, language, say } = useSpeech();
  return (
    <Part id="book" title={words.cases.bookTitle}>
      <ol className="case-book">
        {book.map((line, place) => (
          // Two lines of one moment may be alike in all that is shown.
          // biome-ignore lint/suspicious/noArrayIndexKey: the book is only added to
          <li key={place}>
            <span className="soft">{formatInstant(line.at, language)}</span> {say(line.step)}:{" "}
            <strong>{say(line.words)}</strong>
            {line.reason === undefined ? "" : `. ${say(line.reason)}`}
            {line.remedy === undefined ? null : <span className="soft"> {say(line.remedy)}</span>}
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** The officer's own office was called because a clock ran out. */
export function Called({ list, path }: CasePlace) {
  const said = useSpeech().words.cases;
  const act = useAct(list, said.seenSaved);
  return (
    <p className="case-called">
      {said.called}{" "}
      <button
        type="button"
        className="button"
        disabled={act.isSending}
        onClick={() => void act.send(`${path}/seen`, {})}
      >
        {said.seen}
      </button>
    </p>
  );
}

type Clocked = {
  readonly stepNo: number;
  readonly stepWords: { readonly id: string; readonly en: string };
  readonly holder: { readonly id: string; readonly en: string };
  readonly dueAt?: string;
  readonly reason?: { readonly id: string; readonly en: string };
};

/** Where a case stands, as rows: the step, whose turn, until when, and why it waits. */
export function useClockRows(
  { stepNo, stepWords, holder, dueAt, reason }: Clocked,
  steps: number,
): readonly (readonly [string, string])[] {
  const { words, language, say } = useSpeech();
  const said = words.cases;
  return [
    [said.stepLabel, said.step(stepNo, steps, say(stepWords))],
    ...(dueAt === undefined
      ? []
      : ([
          [said.turn, say(holder)],
          [said.due, formatInstant(dueAt, language)],
        ] as const)),
    ...(reason === undefined ? [] : [[said.why, say(reason)] as const]),
  ];
}
