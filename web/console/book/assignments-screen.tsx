import { Link } from "@tanstack/react-router";
import type { AssignmentList, AssignmentReceipt } from "#contract/book-assignments.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named, WorkFacts } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { BOOK_PURPOSE, useAskedBook } from "./use-book.ts";

/** Who keeps how many families where; villages and RTs are divided by the office's decree. */
export function Assignments() {
  const { words, language } = useSpeech();
  const said = words.book;
  const query = useAskedBook<AssignmentList>("/book/assignments");
  return (
    <Page title={said.assignments} lead={said.assignmentsLead}>
      <Loaded query={query}>
        {({ items, mayAssign, atMost }) => (
          <>
            {mayAssign ? (
              <section className="card work-register">
                <p className="soft">{said.atMost(formatCount(atMost, language))}</p>
                <Divide path="/book/assignments" title={said.assign} hasDecree />
                <Divide path="/book/assignments/end" title={said.endAssignment} />
                <Unreached />
              </section>
            ) : null}
            {items.length === 0 ? (
              <Notice tone="good">{said.noKeepers}</Notice>
            ) : (
              <ul className="work-cards">
                {items.map((one) => (
                  <li key={`${one.facilitator} ${one.place.code}`}>
                    <article className="card work-card">
                      <h2>{one.name}</h2>
                      <WorkFacts
                        rows={[
                          [said.village, `${one.place.village}, ${one.place.district}`],
                          [said.families, formatCount(one.families, language)],
                          [words.plans.since, formatDay(one.since, language)],
                          [said.account, one.username],
                        ]}
                      />
                      <p>
                        <Link
                          to="/buku"
                          search={{ pendamping: one.facilitator }}
                          className="row-action"
                        >
                          {said.openBook(one.name)}
                        </Link>
                      </p>
                    </article>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Divide({
  path,
  title,
  hasDecree = false,
}: {
  readonly path: string;
  readonly title: string;
  readonly hasDecree?: boolean;
}) {
  const { book } = useSpeech().words;
  const act = useAct("book", book.divided, BOOK_PURPOSE);
  const send = async (form: HTMLFormElement) => {
    if ((await act.send<AssignmentReceipt>(path, filled(form))) !== undefined) form.reset();
  };
  return (
    <FoldedForm title={title} act={act} save={title} onSend={send}>
      <Field label={book.account} name="username" required autoComplete="off" />
      <Village />
      <Field label={book.rt} name="rt" pattern="[0-9]{1,3}" inputMode="numeric" />
      {hasDecree ? <Decree /> : null}
    </FoldedForm>
  );
}

function Unreached() {
  const { book } = useSpeech().words;
  const act = useAct("book", book.divided, BOOK_PURPOSE);
  const send = async (form: HTMLFormElement) => {
    if ((await act.send("/book/unreached", filled(form))) !== undefined) form.reset();
  };
  return (
    <FoldedForm title={book.unreached} act={act} save={book.save} onSend={send}>
      <Village />
      <Named label={book.commitment} name="commitment" first={book.choose} required>
        <option value="school">{book.commitments.school}</option>
        <option value="health">{book.commitments.health}</option>
      </Named>
      <div className="filters">
        <Field label={book.from} name="fromOn" type="date" required defaultValue={dayHere()} />
        <Field label={book.to} name="toOn" type="date" />
      </div>
      <Decree />
    </FoldedForm>
  );
}

function Village() {
  const { book } = useSpeech().words;
  return (
    <Field
      label={book.villageCode}
      name="village"
      required
      pattern="[0-9]{10}"
      inputMode="numeric"
      autoComplete="off"
    />
  );
}

function Decree() {
  const { words } = useSpeech();
  return (
    <Field
      label={words.plans.decree}
      name="decree"
      required
      pattern="[A-Za-z0-9.\/_\-]{3,40}"
      autoComplete="off"
    />
  );
}
