import { Link } from "@tanstack/react-router";
import type { WarningList } from "#contract/book-warnings.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAskedBook } from "./use-book.ts";
import { WarningBook } from "./warning-part.tsx";

/** What touches money and waits for a second person. */
export function SecondWord() {
  const { book } = useSpeech().words;
  const query = useAskedBook<WarningList>("/book/warnings");
  return (
    <Page title={book.second} lead={book.secondLead}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice tone="good">{book.secondNone}</Notice>
          ) : (
            <ul className="work-cards">
              {items.map((item) => (
                <li key={item.warningNo}>
                  <div className="card work-card">
                    <p>
                      <Link to="/buku/$familyId" params={{ familyId: item.familyId }}>
                        {item.headName}
                      </Link>{" "}
                      <span className="soft">
                        {item.place.village}, {item.place.district}
                      </span>
                    </p>
                    <WarningBook warning={item} />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
