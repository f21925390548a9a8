import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { FamilyPage, FamilySearch } from "#contract/families.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FamilyPages } from "../family-pages.tsx";
import { useSitting } from "../officer.tsx";
import { type SearchDraft, useSearchDraft } from "../search-draft.tsx";

/** Finds a family within the officer's own region. What is typed stays in memory and in the request body. */
export function Search() {
  const { words } = useSpeech();
  const [draft, setDraft] = useSearchDraft();
  return (
    <Page title={words.search.title} lead={words.search.lead}>
      <SearchForm
        draft={draft}
        onChange={setDraft}
        onSend={(sent) => setDraft({ ...draft, sent })}
      />
      {draft.sent === undefined ? null : <Found sent={draft.sent} />}
    </Page>
  );
}

function SearchForm({
  draft,
  onChange,
  onSend,
}: {
  readonly draft: SearchDraft;
  readonly onChange: (draft: SearchDraft) => void;
  readonly onSend: (search: FamilySearch) => void;
}) {
  const { words } = useSpeech();
  const [error, setError] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const search = readDraft(draft);
    setError(search === undefined ? complaint(draft, words.search) : undefined);
    if (search === undefined) field.current?.focus();
    else onSend(search);
  };
  const isName = draft.by === "name";
  return (
    <search>
      <form className="card search-form" onSubmit={submit}>
        <fieldset className="segments">
          <legend>{words.search.by}</legend>
          {(["name", "nik", "kk"] as const).map((by) => (
            <label key={by}>
              <input
                type="radio"
                name="by"
                checked={draft.by === by}
                onChange={() => onChange({ ...draft, by, text: "" })}
              />
              <span>{words.search[by]}</span>
            </label>
          ))}
        </fieldset>
        <div className="search-line">
          <Field
            label={words.search[draft.by]}
            hint={isName ? words.search.nameHint : words.search.numberHint}
            error={error}
            inputRef={field}
            data-search
            autoComplete="off"
            spellCheck={false}
            inputMode={isName ? "text" : "numeric"}
            value={draft.text}
            onChange={(event) => onChange({ ...draft, text: event.target.value })}
          />
          <button type="submit" className="button button-main">
            {words.search.go}
          </button>
        </div>
      </form>
    </search>
  );
}

function readDraft({ by, text }: SearchDraft): FamilySearch | undefined {
  if (by === "name") return text.trim().length < 2 ? undefined : { name: text.trim() };
  const digits = text.replaceAll(/[ .-]/g, "");
  if (!/^\d{16}$/.test(digits)) return undefined;
  return by === "nik" ? { nik: digits } : { kk: digits };
}

function complaint(
  { by }: SearchDraft,
  words: { readonly short: string; readonly number16: string },
): string {
  return by === "name" ? words.short : words.number16;
}

function Found({ sent }: { readonly sent: FamilySearch }) {
  const { words, language } = useSpeech();
  const { purpose } = useSitting();
  const announce = useAnnounce();
  const query = useInfiniteQuery({
    queryKey: ["search", sent, purpose],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<FamilyPage>> =>
      ask("/families/search", {
        method: "POST",
        purpose,
        body: pageParam === undefined ? sent : { ...sent, cursor: pageParam },
      }),
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const pages = query.data?.pages;
  const count = pages?.reduce((sum, page) => sum + (page.ok ? page.value.items.length : 0), 0);
  const sentence =
    count === undefined
      ? ""
      : query.hasNextPage
        ? words.search.foundMore(formatCount(count, language))
        : words.search.found(formatCount(count, language));
  useEffect(() => {
    if (sentence !== "") announce(sentence);
  }, [announce, sentence]);
  return <FamilyPages query={query} sentence={sentence} />;
}
