import type { IdentityCase } from "#contract/identity-checks.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useSitting } from "../officer.tsx";
import { FieldAnswers } from "./field-answers.tsx";

/** What the person is told, on screen and alone on the printed sheet: the number stays masked on paper too. */
export function Slip({ found }: { readonly found: IdentityCase }) {
  const { words, language, say } = useSpeech();
  const { officer } = useSitting();
  const { slip, identity } = words;
  const { help } = found;
  // What one officer said alone is told to nobody.
  const newest = found.answers.find(({ state }) => state !== "second" && state !== "lapsed");
  const recheckOn = newest?.recheckOn;
  return (
    <section className="card slip" aria-labelledby="slip-title">
      <h2 id="slip-title">{slip.title}</h2>
      <p>
        {slip.for} <strong>{found.name}</strong>
        {found.nik === undefined ? null : (
          <>
            , NIK <span className="digits">{found.nik}</span>
          </>
        )}
      </p>
      <p className="slip-outcome">
        {say(newest?.state === "waiting" ? newest.outcome : found.status)}
      </p>
      {help === undefined ? (
        <p>{identity.nothing}</p>
      ) : (
        <>
          <h3>{slip.differs}</h3>
          <p>{say(help.differs)}</p>
          <h3>{slip.bring}</h3>
          <p>{say(help.bring)}</p>
        </>
      )}
      {newest === undefined ? null : (
        <>
          <h3>{slip.fields}</h3>
          <FieldAnswers fields={newest.fields} />
        </>
      )}
      {recheckOn === undefined || newest?.isMatch ? null : (
        <p>{recheckOn <= dayHere() ? slip.soon : slip.again(formatDay(recheckOn, language))}</p>
      )}
      <p className="soft">{slip.free}</p>
      <p className="soft">{slip.given(officer.institution, formatDay(dayHere(), language))}</p>
    </section>
  );
}
