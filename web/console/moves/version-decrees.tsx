import type { VersionDecrees as Decrees } from "#contract/version-decrees.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Decrees that stand on a version, and what was said of taking it back; nothing where there is neither. */
export function VersionDecrees({ versionNo }: { readonly versionNo: number }) {
  const { words, say, language } = useSpeech();
  const said = words.decrees;
  const found = useAsked<Decrees>(`/versions/${versionNo}/decrees`);
  if (found.data?.ok !== true) return null;
  const { decrees, lists } = found.data.value;
  if (decrees.length === 0) return null;
  return (
    <Part id="decrees" title={said.title} lead={said.lead}>
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
      {lists.map((list) => (
        <BackList key={list.madeAt} list={list} />
      ))}
    </Part>
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
