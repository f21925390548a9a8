import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { AuditPage, AuditSearch, SealStatus } from "#contract/audit.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";

/** For auditors: whether the log is sealed, and who did what for which purpose. */
export function Audit() {
  const { words } = useSpeech();
  const seal = useAsked<SealStatus>("/audit/seal");
  const [search, setSearch] = useState<AuditSearch>({});
  return (
    <Page title={words.audit.title} lead={words.audit.lead}>
      <Part id="seal" title={words.audit.seal}>
        <Loaded query={seal}>{(status) => <Seal status={status} />}</Loaded>
      </Part>
      <Part id="entries" title={words.audit.search}>
        <AuditForm onSearch={setSearch} />
        <Entries search={search} />
      </Part>
    </Page>
  );
}

function Seal({ status }: { readonly status: SealStatus }) {
  const { words, language } = useSpeech();
  const { states, sealed, unsealed, last, checkpoints, root } = words.audit;
  const tone = { fresh: "good", late: "attention", stopped: "wrong" } as const;
  const rows: readonly (readonly [string, string])[] = [
    [sealed, formatCount(status.sealedEntries, language)],
    [unsealed, formatCount(status.unsealedEntries, language)],
    [last, status.lastSealedAt === undefined ? "–" : formatInstant(status.lastSealedAt, language)],
    [checkpoints, formatCount(status.checkpoints, language)],
    [root, status.rootHash ?? "–"],
  ];
  return (
    <>
      <Notice tone={tone[status.state]}>{states[status.state]}</Notice>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div className="fact" key={label}>
            <dt>{label}</dt>
            <dd className={value.length > 40 ? "digest" : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function AuditForm({ onSearch }: { readonly onSearch: (search: AuditSearch) => void }) {
  const { words } = useSpeech();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const fields = ["account", "familyId", "from", "to"] as const;
    onSearch(
      Object.fromEntries(
        fields
          .map((field) => [field, String(given.get(field) ?? "").trim()] as const)
          .filter(([, text]) => text !== ""),
      ),
    );
  };
  return (
    <search>
      <form className="filters" onSubmit={submit}>
        <Field label={words.audit.account} name="account" autoComplete="off" />
        <Field
          label={words.audit.familyId}
          name="familyId"
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
        />
        <Field label={words.audit.from} name="from" type="date" />
        <Field label={words.audit.to} name="to" type="date" />
        <button type="submit" className="button button-main">
          {words.search.go}
        </button>
      </form>
    </search>
  );
}

function Entries({ search }: { readonly search: AuditSearch }) {
  const { words, language } = useSpeech();
  const { purpose } = useSitting();
  const query = useInfiniteQuery({
    queryKey: ["audit", search, purpose],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<AuditPage>> =>
      ask("/audit/search", {
        method: "POST",
        purpose,
        body: pageParam === undefined ? search : { ...search, cursor: pageParam },
      }),
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const pages = query.data?.pages ?? [];
  const refused = pages.find((page) => !page.ok);
  if (refused?.ok === false) {
    const { detail_id, detail_en } = refused.problem;
    return <Notice tone="wrong">{language === "id" ? detail_id : detail_en}</Notice>;
  }
  const rows = pages.flatMap((page) => (page.ok ? page.value.items : []));
  return (
    <>
      <AuditTable rows={rows} />
      {query.hasNextPage ? (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}

function AuditTable({ rows }: { readonly rows: AuditPage["items"] }) {
  const { words, language, say } = useSpeech();
  const { audit } = words;
  return (
    <Table
      stacks
      caption={audit.search}
      rows={rows}
      keyOf={({ entryNo }) => entryNo}
      columns={[
        { head: audit.at, cell: ({ at }) => formatInstant(at, language) },
        { head: audit.account, cell: (row) => <Who row={row} /> },
        { head: audit.role, cell: ({ role }) => say(role) },
        { head: audit.act, cell: (row) => <Act row={row} /> },
        { head: audit.purpose, cell: ({ purpose }) => say(purpose) },
        { head: audit.rows, cell: (row) => formatCount(row.rows, language), isFigure: true },
        {
          head: audit.outcome,
          cell: ({ outcome }) => audit.outcomes[outcome as keyof typeof audit.outcomes] ?? outcome,
        },
      ]}
    />
  );
}

/** What was done and, where it was asked, why in their own words. */
function Act({ row: { act, reason } }: { readonly row: AuditPage["items"][number] }) {
  const { words, say } = useSpeech();
  if (reason === undefined) return say(act);
  return (
    <>
      {say(act)} <span className="soft">{words.audit.because(reason)}</span>
    </>
  );
}

/** For auditors the person; the number is what the log keeps. */
function Who({ row: { account, person } }: { readonly row: AuditPage["items"][number] }) {
  const { words } = useSpeech();
  if (person === undefined) return account;
  return (
    <>
      <strong>{person}</strong> <span className="soft">{words.audit.number(account)}</span>
    </>
  );
}
