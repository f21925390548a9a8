import { Link, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import type { Book, BookSign, BookCard as Card } from "#contract/book.ts";
import type { AssignmentList } from "#contract/book-assignments.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { BookCard } from "./book-card.tsx";
import { useAskedBook } from "./use-book.ts";

const SHOWN_AT_ONCE = 12;
const SIGNS: readonly BookSign[] = ["warning", "not-met", "unchecked", "payment", "changes"];

/** One facilitator's families: loaded whole, filtered and searched on the phone. */
export function BookScreen() {
  const { words } = useSpeech();
  const { keepBook } = useSitting().officer.may;
  const { pendamping } = useSearch({ from: "/inside/buku" });
  const said = words.book;
  return (
    <Page
      title={said.title}
      lead={keepBook ? said.lead : said.overseeLead}
      actions={
        <>
          <Link to="/buku/p2k2" className="button">
            {said.sessions}
          </Link>
          {keepBook ? null : (
            <>
              <Link to="/buku/penangguhan" className="button">
                {said.second}
              </Link>
              <Link to="/buku/pembagian" className="button">
                {said.assignments}
              </Link>
            </>
          )}
        </>
      }
    >
      {keepBook || pendamping !== undefined ? <Families facilitator={pendamping} /> : <Keepers />}
    </Page>
  );
}

/** For whoever oversees: whose book. */
function Keepers() {
  const { words, language } = useSpeech();
  const query = useAskedBook<AssignmentList>("/book/assignments");
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Notice tone="good">{words.book.noKeepers}</Notice>
        ) : (
          <ul className="tasks">
            {items.map(({ facilitator, name, place, families }) => (
              <li key={`${facilitator} ${place.code}`}>
                <Link to="/buku" search={{ pendamping: facilitator }} className="task task-link">
                  <span className="task-count">{formatCount(families, language)}</span>
                  <span className="task-words">
                    <strong>{name}</strong>
                    <span className="soft">
                      {place.village}, {place.district}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Families({ facilitator }: { readonly facilitator: string | undefined }) {
  const query = useAskedBook<Book>(
    facilitator === undefined ? "/book" : `/book?facilitator=${facilitator}`,
  );
  return <Loaded query={query}>{(book) => <Shelf book={book} />}</Loaded>;
}

type Filter = { readonly sign?: BookSign | undefined; readonly component?: string | undefined };

function Shelf({ book }: { readonly book: Book }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const [filter, setFilter] = useState<Filter>({});
  const [text, setText] = useState("");
  const [most, setMost] = useState(SHOWN_AT_ONCE);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  if (book.items.length === 0) return <Notice tone="good">{said.empty}</Notice>;
  const shown = book.items.filter((card) => isWanted(card, filter, wanted));
  const choose = (next: Filter) => {
    setFilter(next);
    setMost(SHOWN_AT_ONCE);
  };
  return (
    <>
      <p className="soft">
        {said.asOf(
          formatDay(book.asOf, language),
          said.phase(book.phase),
          formatDay(book.nextPhaseFrom, language),
        )}
      </p>
      <fieldset className="book-chips">
        <legend className="unseen">{said.filter}</legend>
        <Chip
          label={said.all}
          count={book.items.length}
          isOn={filter.sign === undefined && filter.component === undefined}
          onPress={() => choose({})}
        />
        {SIGNS.map((sign) => (
          <Chip
            key={sign}
            label={said.signs[sign]}
            count={book.items.filter(({ signs }) => signs.includes(sign)).length}
            isOn={filter.sign === sign}
            onPress={() => choose({ sign })}
          />
        ))}
      </fieldset>
      <details className="book-components">
        <summary>{said.components}</summary>
        <p className="soft">
          {said.limits(String(book.atMost), String(book.atMostChildren), book.legalBasis)}
        </p>
        <fieldset className="book-chips">
          <legend className="unseen">{said.components}</legend>
          {book.components.map(({ code, words: name, persons }) => (
            <Chip
              key={code}
              label={say(name)}
              count={persons}
              isOn={filter.component === code}
              onPress={() => choose({ component: code })}
            />
          ))}
        </fieldset>
      </details>
      <Field
        label={said.search}
        hint={said.searchHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoComplete="off"
      />
      <p role="status">{said.found(formatCount(shown.length, language))}</p>
      <ul className="work-cards">
        {shown.slice(0, most).map((card) => (
          <li key={card.familyId}>
            <BookCard card={card} phase={book.phase} />
          </li>
        ))}
      </ul>
      {shown.length > most ? (
        <button type="button" className="button" onClick={() => setMost(most + SHOWN_AT_ONCE)}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}

function isWanted(card: Card, { sign, component }: Filter, wanted: string): boolean {
  const { headName, members, rt, place } = card;
  if (sign !== undefined && !card.signs.includes(sign)) return false;
  if (component !== undefined && !members.some((one) => one.component.code === component))
    return false;
  const said = [headName, ...members.map(({ name }) => name), place.village, `rt ${rt ?? ""}`];
  return wanted === "" || said.some((one) => one.toLowerCase().includes(wanted));
}

function Chip({
  label,
  count,
  isOn,
  onPress,
}: {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onPress: () => void;
}) {
  const { language } = useSpeech();
  return (
    <button type="button" className="book-chip" aria-pressed={isOn} onClick={onPress}>
      {label} <strong>{formatCount(count, language)}</strong>
    </button>
  );
}
