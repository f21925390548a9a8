import { Link } from "@tanstack/react-router";
import type { IdentityRow, OpenQuestion } from "#contract/identity-checks.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";

/** One person of a list: what the version says, what was answered last, and when it is asked again. */
export function IdentityCard({ row }: { readonly row: IdentityRow }) {
  const { words } = useSpeech();
  const { personId, name, nik, place } = row;
  return (
    <article className="card work-card" aria-labelledby={`person-${personId}`}>
      <h2 id={`person-${personId}`}>{name ?? words.identity.unseen}</h2>
      <p>
        {nik === undefined ? null : (
          <>
            NIK <span className="digits">{nik}</span> ·{" "}
          </>
        )}
        {place.village}, {place.district}
      </p>
      <CardFacts row={row} />
      {name === undefined ? null : (
        <p>
          <Link to="/identitas/$personId" params={{ personId }} data-row className="row-action">
            {words.identity.open(name)}
          </Link>
        </p>
      )}
    </article>
  );
}

function CardFacts({ row: { status, answer, question, second } }: { readonly row: IdentityRow }) {
  const { words, language, say } = useSpeech();
  const { identity } = words;
  const day = (on: string) => formatDay(on, language);
  const asked = useQuestionRows(question);
  const rows: (readonly [string, string])[] = [];
  if (status !== undefined) rows.push([identity.status, say(status)]);
  if (answer !== undefined) {
    const { outcome, how, answeredOn, differs, recheckOn, isDue } = answer;
    rows.push([identity.answer, `${say(outcome)} (${identity.by(say(how), day(answeredOn))})`]);
    if (differs.length > 0) rows.push([identity.differs, differs.map(say).join(", ")]);
    if (recheckOn !== undefined && question === undefined) {
      rows.push([identity.again, isDue ? identity.dueSince(day(recheckOn)) : day(recheckOn)]);
    }
  }
  if (second !== undefined) {
    const { outcome, answeredOn, isOwn } = second;
    const own = isOwn ? ` ${identity.secondOwn}` : "";
    rows.push([identity.second, `${identity.secondSaid(say(outcome), day(answeredOn))}.${own}`]);
  }
  return <WorkFacts rows={[...rows, ...asked]} />;
}

/** A question that is out, as rows of a card: by which door, and when it goes out again. */
export function useQuestionRows(
  question: OpenQuestion | undefined,
): readonly (readonly [string, string])[] {
  const { words, language, say } = useSpeech();
  const { identity } = words;
  if (question === undefined) return [];
  const { how, sentOn, againOn } = question;
  if (sentOn === undefined) return [[identity.question, identity.turn(say(how))]];
  const asked = identity.asked(say(how), formatDay(sentOn, language));
  return [
    [identity.question, asked],
    ...(againOn === undefined
      ? []
      : [[identity.again, identity.againOn(formatDay(againOn, language))] as const]),
  ];
}
