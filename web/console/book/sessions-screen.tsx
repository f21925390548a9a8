import { Link } from "@tanstack/react-router";
import type { Book } from "#contract/book.ts";
import type { SessionBook } from "#contract/book-sessions.ts";
import { SESSION_MODULE_WORDS } from "#domain/session-terms.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { BOOK_PURPOSE, useAskedBook } from "./use-book.ts";

type Group = SessionBook["groups"][number];

/** Groups, their sessions, and who came. */
export function Sessions() {
  const { book } = useSpeech().words;
  const query = useAskedBook<SessionBook>("/book/sessions");
  return (
    <Page title={book.sessionsTitle} lead={book.sessionsLead}>
      <Loaded query={query}>
        {({ groups, mayKeep }) => (
          <>
            {mayKeep ? <NewGroup key={groups.length} /> : null}
            {groups.length === 0 ? <Notice tone="good">{book.noGroups}</Notice> : null}
            <ul className="work-cards">
              {groups.map((group) => (
                <li key={group.groupNo}>
                  <GroupCard group={group} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <p>
        <Link to="/buku" className="row-action">
          {book.back}
        </Link>
      </p>
    </Page>
  );
}

function GroupCard({ group }: { readonly group: Group }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const { groupNo, name, place, families, sessions } = group;
  return (
    <article className="card work-card" aria-labelledby={`group-${groupNo}`}>
      <h2 id={`group-${groupNo}`}>{name}</h2>
      <p className="soft">
        {place.village} · {said.familiesOf(formatCount(families, language))}
      </p>
      {sessions.length === 0 ? <p>{said.noSessions}</p> : null}
      <ul className="book-lines">
        {sessions.map((session) => (
          <li key={session.sessionNo}>
            <Link to="/buku/p2k2/$sessionNo" params={{ sessionNo: session.sessionNo }}>
              {formatDay(session.on, language)}, {session.at}: {say(session.module)}
            </Link>
            <span className="soft">
              {session.place} ·{" "}
              {said.cameOf(
                formatCount(session.present, language),
                formatCount(session.families, language),
              )}
            </span>
          </li>
        ))}
      </ul>
      {group.isMine ? <NewSession key={sessions.length} group={group} /> : null}
    </article>
  );
}

function NewSession({ group: { groupNo, name } }: { readonly group: Group }) {
  const { words, say } = useSpeech();
  const said = words.book;
  const act = useAct("book", words.plans.saved, BOOK_PURPOSE);
  const send = async (form: HTMLFormElement) =>
    await act.send(`/book/groups/${groupNo}/sessions`, filled(form));
  return (
    <FoldedForm title={said.planSession} said={name} act={act} save={said.save} onSend={send}>
      <div className="filters">
        <Field label={said.day} name="heldOn" type="date" required defaultValue={dayHere()} />
        <Field label={said.hour} name="startsAt" type="time" required defaultValue="09:00" />
      </div>
      <Named label={said.module} name="module" first={said.choose} required>
        {Object.entries(SESSION_MODULE_WORDS).map(([code, words_]) => (
          <option key={code} value={code}>
            {say(words_)}
          </option>
        ))}
      </Named>
      <Field label={said.place} name="place" required minLength={3} maxLength={60} />
    </FoldedForm>
  );
}

function NewGroup() {
  const { words } = useSpeech();
  const said = words.book;
  const act = useAct("book", words.plans.saved, BOOK_PURPOSE);
  const query = useAskedBook<Book>("/book");
  const families = query.data?.ok ? query.data.value.items : [];
  const send = async (form: HTMLFormElement) => {
    const given = new FormData(form);
    await act.send("/book/groups", {
      name: String(given.get("name")).trim(),
      families: given.getAll("families").map(String),
    });
  };
  return (
    <section className="card work-register">
      <FoldedForm title={said.newGroup} act={act} save={said.save} onSend={send}>
        <Field label={said.groupName} name="name" required minLength={3} maxLength={60} />
        <fieldset className="book-choose">
          <legend>{said.groupFamilies}</legend>
          {families.map(({ familyId, headName, rt }) => (
            <label key={familyId} className="tick">
              <input type="checkbox" name="families" value={familyId} />
              <span>
                {headName}
                {rt === undefined ? "" : ` · RT ${rt}`}
              </span>
            </label>
          ))}
        </fieldset>
      </FoldedForm>
    </section>
  );
}
