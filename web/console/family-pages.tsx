import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { FamilyPage } from "#contract/families.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import type { Answer } from "#web/kit/ask.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FamilyRows } from "./family-rows.tsx";

type Pages = UseInfiniteQueryResult<InfiniteData<Answer<FamilyPage>>>;

/** Pages of families as one list, with a way to ask for more and a word when there is nothing. */
export function FamilyPages({
  query,
  sentence,
}: {
  readonly query: Pages;
  readonly sentence: string;
}) {
  const { words, language, say } = useSpeech();
  const pages = query.data?.pages;
  if (pages === undefined) return <p className="busy">{words.common.loading}</p>;
  const refused = pages.find((page) => !page.ok);
  if (refused?.ok === false) {
    const { detail_id, detail_en, remedy } = refused.problem;
    return (
      <Notice tone="wrong" title={words.common.problem}>
        <p>{language === "id" ? detail_id : detail_en}</p>
        <p className="soft">{remedy}</p>
      </Notice>
    );
  }
  const rows = pages.flatMap((page) => (page.ok ? page.value.items : []));
  const basis = pages.flatMap((page) => (page.ok ? page.value.decileBasis : []))[0];
  if (rows.length === 0) {
    return (
      <Notice title={words.search.notFound}>
        <p>{words.search.notFoundNext}</p>
      </Notice>
    );
  }
  return (
    <section className="card" aria-label={words.search.worklist}>
      <p className="soft">
        {sentence}
        {basis === undefined ? null : ` · ${say(sayDecileBasis(basis))}`}
      </p>
      <FamilyRows rows={rows} />
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
    </section>
  );
}
