import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Crisis, CrisisRowFilter, CrisisRowPage } from "#contract/crises.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Refused, Segments } from "../fieldwork/form-parts.tsx";
import { AddForm } from "./add-form.tsx";
import { type Outbox, useOutbox } from "./outbox.ts";
import { RowCard } from "./row-card.tsx";
import { useAskedCrisis, useCrisisPurpose } from "./use-crisis.ts";

type Shown = NonNullable<CrisisRowFilter["show"]>;

/** A screen or two of a phone. */
const AT_A_TIME = 8;

/** The emergency list on a phone: found by name, checked and served with one touch, also without a connection. */
export function CrisisRows() {
  const { crisisNo } = useParams({ from: "/inside/darurat/$crisisNo/daftar" });
  const query = useAskedCrisis<Crisis>(`/crises/${crisisNo}`);
  return <Loaded query={query}>{(sheet) => <List sheet={sheet} />}</Loaded>;
}

function List({ sheet }: { readonly sheet: Crisis }) {
  const { crisis } = useSpeech().words;
  const outbox = useOutbox(sheet.crisisNo);
  const { audit, ...others } = crisis.shown;
  const states: Readonly<Partial<Record<Shown, string>>> = sheet.audit.isOpen
    ? { ...others, audit }
    : others;
  const [show, setShow] = useState<Shown>(sheet.audit.isOpen ? "audit" : "unverified");
  const [name, setName] = useState("");
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = filled(event.currentTarget)["name"] ?? "";
    setName(typed);
    if (typed !== "") setShow("all");
  };
  return (
    <Page title={crisis.rowsTitle} lead={sheet.name}>
      <Waiting outbox={outbox} />
      {sheet.may.work ? <AddForm crisisNo={sheet.crisisNo} /> : null}
      <form onSubmit={search} className="crisis-search">
        <Field label={crisis.find} name="name" type="search" minLength={2} autoComplete="off" />
        <button type="submit" className="button">
          {crisis.findButton}
        </button>
      </form>
      <Segments
        legend={crisis.show}
        name="state"
        choices={states as Readonly<Record<Shown, string>>}
        chosen={show}
        onChoose={setShow}
      />
      <Rows sheet={sheet} filter={name === "" ? { show } : { show, name }} outbox={outbox} />
      <p>
        <Link to="/darurat/$crisisNo" params={{ crisisNo: sheet.crisisNo }} className="row-action">
          {sheet.name}
        </Link>
      </p>
    </Page>
  );
}

/** What waits on this phone, and what was refused when it was sent. */
function Waiting({ outbox }: { readonly outbox: Outbox }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  return (
    <>
      <Refused problem={outbox.problem} />
      {outbox.waiting.length === 0 ? null : (
        <Notice tone="attention">
          <p>{crisis.offline(formatCount(outbox.waiting.length, language))}</p>
          <button type="button" className="button" onClick={() => void outbox.send()}>
            {crisis.sendNow}
          </button>
        </Notice>
      )}
      {outbox.refusals.map(({ act, said }) => (
        <Notice key={act.id} tone="wrong" title={`${crisis.refused}: ${crisis.unnamed(act.rowNo)}`}>
          <p>{say(said.words)}</p>
          <p className="soft">{say(said.remedy)}</p>
          <button type="button" className="button" onClick={() => outbox.dismiss(act.id)}>
            {crisis.seen}
          </button>
        </Notice>
      ))}
    </>
  );
}

function Rows(props: {
  readonly sheet: Crisis;
  readonly filter: CrisisRowFilter;
  readonly outbox: Outbox;
}) {
  const { sheet, filter, outbox } = props;
  const { words } = useSpeech();
  const purpose = useCrisisPurpose();
  const path = `/crises/${sheet.crisisNo}/rows/search`;
  const query = useInfiniteQuery({
    queryKey: ["crises", path, purpose, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<CrisisRowPage>> => {
      const cursor = pageParam === undefined ? {} : { cursor: pageParam };
      return ask(path, {
        method: "POST",
        body: { ...filter, ...cursor, limit: AT_A_TIME },
        purpose,
      });
    },
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const pages = query.data?.pages;
  if (pages === undefined) return <p className="busy">{words.common.loading}</p>;
  const refused = pages.find((page) => !page.ok);
  if (refused?.ok === false) return <Refused problem={refused.problem} />;
  const items = pages.flatMap((page) => (page.ok ? page.value.items : []));
  if (items.length === 0) return <Notice tone="good">{words.crisis.empty}</Notice>;
  return (
    <>
      <ul className="work-cards">
        {items.map((row) => (
          <li key={row.rowNo}>
            <RowCard row={row} sheet={sheet} outbox={outbox} />
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}
