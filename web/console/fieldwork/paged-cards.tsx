import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused, Segments } from "./form-parts.tsx";

type PageOf<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** A list of the API as cards, page by page, with a word when nothing waits. */
export function PagedCards<Item, Page extends PageOf<Item> = PageOf<Item>>({
  list,
  path,
  purpose,
  empty,
  keyOf,
  above,
  children,
}: {
  /** Name under which the list is kept, to load it again after an act. */
  readonly list: string;
  readonly path: string;
  /** Where the list opens personal data under a purpose that the officer chooses. */
  readonly purpose?: string;
  readonly empty: string;
  readonly keyOf: (item: Item) => string;
  /** What stands over the list and is said by its first page. */
  readonly above?: (first: Page) => ReactNode;
  readonly children: (item: Item) => ReactNode;
}) {
  const { words } = useSpeech();
  const query = useInfiniteQuery({
    queryKey: [list, path, purpose],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<Page>> =>
      ask(
        pageParam === undefined ? path : `${path}&cursor=${pageParam}`,
        purpose === undefined ? {} : { purpose },
      ),
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const pages = query.data?.pages;
  if (pages === undefined) return <p className="busy">{words.common.loading}</p>;
  const refused = pages.find((page) => !page.ok);
  if (refused?.ok === false) return <Refused problem={refused.problem} />;
  const items = pages.flatMap((page) => (page.ok ? page.value.items : []));
  const [first] = pages;
  const head = first?.ok === true ? above?.(first.value) : null;
  if (items.length === 0)
    return (
      <>
        {head}
        <Notice tone="good">{empty}</Notice>
      </>
    );
  return (
    <>
      {head}
      <ul className="work-cards">
        {items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <button
          type="button"
          className="button"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}

/** The same list in one of its states, chosen above it. */
export function StatedCards<State extends string, Item>({
  legend,
  states,
  first,
  pathOf,
  ...cards
}: {
  readonly legend: string;
  readonly states: Readonly<Record<State, string>>;
  readonly first: State;
  readonly pathOf: (state: State) => string;
  readonly list: string;
  readonly purpose?: string;
  readonly empty: string;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}) {
  const [state, setState] = useState(first);
  return (
    <>
      <Segments legend={legend} name="state" choices={states} chosen={state} onChoose={setState} />
      <PagedCards<Item> {...cards} path={pathOf(state)} />
    </>
  );
}
