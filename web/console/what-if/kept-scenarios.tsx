import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import type {
  WhatIfList,
  WhatIfReceipt,
  WhatIfSaved,
  WhatIfTermsDraft,
} from "#contract/what-if.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask, mintKey } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { PURPOSE } from "./use-what-if.ts";
import { useFigures } from "./what-if-result.tsx";

const LIST = ["what-if-scenarios"];

/** Keeps the terms in hand under a name; the same again is a later revision. */
export function KeepScenario({ terms }: { readonly terms: WhatIfTermsDraft }) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const announce = useAnnounce();
  const client = useQueryClient();
  const kept = useRef({ text: "", key: "" });
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const [receipt, setReceipt] = useState("");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), terms };
    const text = JSON.stringify(body);
    // The key stays while the same is sent again, so that a lost answer never keeps it twice.
    if (kept.current.text !== text) kept.current = { text, key: mintKey() };
    setSending(true);
    const answer = await ask<WhatIfReceipt>("/what-if/scenarios", {
      method: "POST",
      body,
      purpose: PURPOSE,
      idempotencyKey: kept.current.key,
    });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    kept.current = { text: "", key: "" };
    const sentence = said.saved(body.name, answer.value.revision);
    setReceipt(sentence);
    announce(sentence);
    await client.invalidateQueries({ queryKey: LIST });
  };
  return (
    <form onSubmit={(event) => void save(event)} className="what-if-keep">
      <Field
        label={said.name}
        value={name}
        maxLength={120}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={isSending || name.trim() === ""}>
        {said.save}
      </button>
      {receipt === "" ? null : <p>{receipt}</p>}
      <Refused problem={problem} />
    </form>
  );
}

/** Everything kept for one's region; two of them can be laid side by side. */
export function KeptScenarios() {
  const { words } = useSpeech();
  const list = useQuery({
    queryKey: LIST,
    queryFn: () => ask<WhatIfList>("/what-if/scenarios", { purpose: PURPOSE }),
  });
  return (
    <Loaded query={list}>
      {({ items }) => (items.length === 0 ? <p>{words.whatIf.none}</p> : <Kept items={items} />)}
    </Loaded>
  );
}

function Kept({ items }: { readonly items: readonly WhatIfSaved[] }) {
  const { words, language, say } = useSpeech();
  const said = words.whatIf;
  const { count } = useFigures();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-2),
    );
  const [first, second] = chosen.map((id) => items.find(({ scenario }) => scenario === id));
  const nameOf = (item: WhatIfSaved) => `${item.name}, ${said.revision(item.revision)}`;
  return (
    <>
      <Table
        caption={said.kept}
        columns={[
          {
            head: said.compare,
            cell: (item) => (
              <input
                type="checkbox"
                aria-label={said.choose(nameOf(item))}
                checked={chosen.includes(item.scenario)}
                onChange={() => toggle(item.scenario)}
              />
            ),
          },
          { head: said.name, cell: nameOf },
          {
            head: said.question,
            cell: ({ terms, decileBasis }) =>
              `${terms.program}, ${said.line[terms.by](formatCount(terms.atMost, language))} (${say(sayDecileBasis(decileBasis))})`,
          },
          { head: said.region, cell: ({ region }) => region.name },
          { head: said.losers, cell: ({ losers }) => count(losers), isFigure: true },
          { head: said.owner, cell: ({ owner }) => owner },
          { head: said.at, cell: ({ savedAt }) => formatInstant(savedAt, language) },
        ]}
        rows={items}
        keyOf={({ scenario }) => scenario}
        stacks
      />
      {first === undefined || second === undefined ? null : (
        <SideBySide first={first} second={second} nameOf={nameOf} />
      )}
    </>
  );
}

function SideBySide(given: {
  readonly first: WhatIfSaved;
  readonly second: WhatIfSaved;
  readonly nameOf: (item: WhatIfSaved) => string;
}) {
  const { words } = useSpeech();
  const said = words.whatIf;
  const { count, rupiah, share } = useFigures();
  const { first, second, nameOf } = given;
  const both = (name: string, read: (item: WhatIfSaved) => string) => ({
    name,
    a: read(first),
    b: read(second),
  });
  const rows = [
    both(said.receiving, ({ reform }) => count(reform.families)),
    both(said.winners, ({ winners }) => count(winners)),
    both(said.losers, ({ losers }) => count(losers)),
    both(said.cost, ({ reform }) => rupiah(reform.rupiahAYear)),
    both(said.exclusion, ({ reform }) => share(reform.exclusion)),
    both(said.inclusion, ({ reform }) => share(reform.inclusion)),
  ];
  return (
    <section aria-label={said.compared}>
      <h3>{said.compared}</h3>
      <Table
        caption={said.compared}
        columns={[
          { head: said.figure, cell: ({ name }) => name },
          { head: `1. ${nameOf(first)}`, cell: ({ a }) => a, isFigure: true },
          { head: `2. ${nameOf(second)}`, cell: ({ b }) => b, isFigure: true },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
        stacks
      />
    </section>
  );
}
