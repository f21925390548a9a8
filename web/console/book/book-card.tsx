import { Link } from "@tanstack/react-router";
import type { BookMember, BookPayment, BookCard as Card } from "#contract/book.ts";
import { formatDay, formatRupiah } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** One family as a card: who falls under what, what stands still, what comes. */
export function BookCard({ card, phase }: { readonly card: Card; readonly phase: string }) {
  const { words } = useSpeech();
  const { familyId, headName, place, rt, rw } = card;
  const lane = [rt === undefined ? "" : `RT ${rt}`, rw === undefined ? "" : `RW ${rw}`].filter(
    (one) => one !== "",
  );
  return (
    <article className="card work-card" aria-labelledby={`book-${familyId}`}>
      <h2 id={`book-${familyId}`}>{headName}</h2>
      <p className="soft">{[...lane, place.village].join(" · ")}</p>
      <BookParts card={card} phase={phase} />
      <p>
        <Link to="/buku/$familyId" params={{ familyId }} className="row-action">
          {words.book.open(headName)}
        </Link>
      </p>
    </article>
  );
}

/** What the card and the family's own page say alike. */
export function BookParts({ card, phase }: { readonly card: Card; readonly phase: string }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const { members, others, nowRupiah, nextRupiah, changes, payment, nextSession } = card;
  return (
    <>
      {card.isRecipient ? null : <p className="tag">{said.notRecipient}</p>}
      {members.length === 0 ? (
        <p>{said.noComponent}</p>
      ) : (
        <ul className="book-members">
          {members.map((member) => (
            <Member key={member.personId} member={member} />
          ))}
        </ul>
      )}
      <p className="soft">
        {others === 0 ? "" : `${said.others(String(others))} `}
        {nowRupiah === undefined
          ? said.notWhole
          : said.sum(formatRupiah(nowRupiah, language), said.phase(phase))}
        {nextRupiah === undefined || nextRupiah === nowRupiah
          ? ""
          : ` ${said.sumNext(formatRupiah(nextRupiah, language))}`}
      </p>
      {changes.map((change) => (
        <p key={change.id} className="book-change">
          {say(change)}
        </p>
      ))}
      {payment === undefined ? (
        <p className="soft">{said.noPayment}</p>
      ) : (
        <Payment payment={payment} />
      )}
      {nextSession === undefined ? null : (
        <p>
          {said.nextSession(
            formatDay(nextSession.on, language),
            nextSession.at,
            nextSession.place,
            say(nextSession.module),
          )}
        </p>
      )}
    </>
  );
}

function Member({ member }: { readonly member: BookMember }) {
  const { words, say } = useSpeech();
  const said = words.book;
  const { name, age, component, commitment, result, resultWords, warning } = member;
  return (
    <li>
      <strong>{name}</strong>
      {age === undefined ? "" : `, ${said.years(String(age))}`}
      <span className="soft"> · {say(component.words)}</span>
      {member.isCounted ? null : <span className="tag">{said.beyond}</span>}
      {commitment === undefined || !member.isCounted ? null : (
        <span className={result === "not-met" ? "tag tag-late" : "tag"}>
          {said.commitments[commitment]}:{" "}
          {resultWords === undefined ? said.notLooked : say(resultWords)}
        </span>
      )}
      {warning === undefined ? null : <span className="tag tag-late">{say(warning)}</span>}
      {member.isSuspended ? <span className="tag tag-late">{said.suspended}</span> : null}
    </li>
  );
}

/** The last payment in plain words; where it stands still, what to do until when. */
function Payment({ payment }: { readonly payment: BookPayment }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const { remedy, dueOn, isStuck } = payment;
  return (
    <div className={isStuck ? "book-payment book-stuck" : "book-payment"}>
      <p>
        <strong>
          {said.payment(said.phase(payment.phase))}: {say(payment.words)}
        </strong>{" "}
        <span className="soft">{formatDay(payment.reportedOn, language)}</span>
      </p>
      <p>{say(payment.meaning)}</p>
      {remedy === undefined ? null : (
        <p>
          <strong>{said.remedy}:</strong> {say(remedy)}
          {dueOn === undefined ? "" : ` ${said.until(formatDay(dueOn, language))}`}
        </p>
      )}
      {payment.isLate ? <p className="tag tag-late">{said.late}</p> : null}
    </div>
  );
}
