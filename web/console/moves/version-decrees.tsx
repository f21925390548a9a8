import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { VersionDecrees as Decrees } from "#contract/version-decrees.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { OrderWithdrawal, RecordDecree } from "./decree-forms.tsx";

const LOOK_EVERY_MS = 1500;

/** Decrees that stand on a version, and what was said of taking it back; nothing where there is neither nor may be. */
export function VersionDecrees({ versionNo }: { readonly versionNo: number }) {
  const { words } = useSpeech();
  const said = words.decrees;
  const { officer } = useSitting();
  const found = useAsked<Decrees>(`/versions/${versionNo}/decrees`);
  useUntilCarriedOut(found.data?.ok === true ? found.data.value : undefined);
  if (found.data?.ok !== true) return null;
  const { decrees, lists, orders, records, back, hasSpoken } = found.data.value;
  const mayOrder = officer.may.withdrawVersions && back !== undefined;
  if (decrees.length + orders.length + records.length === 0 && !mayOrder) return null;
  const isUnderWay = orders.some(({ isMine, outcome }) => isMine && outcome === undefined);
  return (
    <Part id="decrees" title={said.title} lead={said.lead}>
      {decrees.length === 0 ? <p>{said.none}</p> : <Standing decrees={decrees} />}
      {lists.map((list) => (
        <BackList key={list.madeAt} list={list} />
      ))}
      {orders.length === 0 ? null : <Orders orders={orders} />}
      {records.length === 0 ? null : <RecordDecree found={found.data.value} />}
      {mayOrder && hasSpoken ? <p className="soft">{said.second}</p> : null}
      {mayOrder && !hasSpoken && !isUnderWay ? (
        <OrderWithdrawal found={found.data.value} back={back.label} />
      ) : null}
    </Part>
  );
}

/** Looks again while an order is being carried out; what came of it may change every page. */
function useUntilCarriedOut(decrees: Decrees | undefined): void {
  const client = useQueryClient();
  const waiting = decrees?.orders.filter(({ outcome }) => outcome === undefined).length ?? 0;
  useEffect(() => {
    if (waiting === 0) return;
    const look = setInterval(
      () => void client.invalidateQueries({ queryKey: ["asked"] }),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(look);
  }, [waiting, client]);
}

function Standing({ decrees }: Pick<Decrees, "decrees">) {
  const { words, say, language } = useSpeech();
  const said = words.decrees;
  return (
    <Table
      caption={said.title}
      rows={decrees}
      keyOf={({ program, number }) => `${program.id} ${number}`}
      stacks
      columns={[
        { head: said.program, cell: ({ program }) => say(program) },
        { head: said.number, cell: ({ number }) => number },
        { head: said.signed, cell: ({ signedOn }) => formatDay(signedOn, language) },
        {
          head: said.state,
          cell: ({ isInForce }) => (isInForce ? said.inForce : said.replaced),
        },
      ]}
    />
  );
}

function Orders({ orders }: Pick<Decrees, "orders">) {
  const { words, say, language } = useSpeech();
  const said = words.decrees;
  const { gates } = words;
  return (
    <>
      <h3>{said.orders}</h3>
      <Table
        caption={said.orders}
        rows={orders}
        keyOf={({ at }) => at}
        stacks
        columns={[
          { head: said.signed, cell: ({ at }) => formatDay(at, language) },
          {
            head: said.by,
            cell: ({ by, isMine }) => (isMine ? gates.mine : (by ?? gates.somebody)),
          },
          { head: said.reasonOf, cell: ({ reason }) => reason },
          {
            head: said.outcome,
            cell: ({ outcomeWords }) =>
              outcomeWords === undefined ? said.underWay : say(outcomeWords),
          },
        ]}
      />
    </>
  );
}

function BackList({ list }: { readonly list: Decrees["lists"][number] }) {
  const { words, say, language } = useSpeech();
  const said = words.decrees;
  const count = (value: number) => formatCount(value, language);
  return (
    <>
      <h3>{said.back(list.back.label, formatDay(list.madeAt, language))}</h3>
      {list.words.length < 2 ? (
        <Notice tone="attention">
          <p>{said.waits}</p>
        </Notice>
      ) : null}
      <Table
        caption={said.affected}
        rows={list.affected}
        keyOf={({ program }) => program.id}
        stacks
        columns={[
          { head: said.program, cell: ({ program }) => say(program) },
          { head: said.listed, cell: ({ listed }) => count(listed), isFigure: true },
          { head: said.lose, cell: ({ lose }) => count(lose), isFigure: true },
          { head: said.gain, cell: ({ gain }) => count(gain), isFigure: true },
        ]}
      />
      {list.words.map(({ by, reason, at }) => (
        <blockquote key={at} className="gate-words">
          <p>{reason}</p>
          <p className="soft">
            {words.gates.answeredBy(by ?? words.gates.somebody, formatDay(at, language))}
          </p>
        </blockquote>
      ))}
    </>
  );
}
