import type { UseQueryResult } from "@tanstack/react-query";
import type { RulePreviewAnswer } from "#contract/rule-drafts.ts";
import type { Answer } from "#web/kit/ask.ts";
import { formatRupiah } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { RuleCounts } from "./rule-counts.tsx";
import { RuleLines } from "./rule-lines.tsx";

/** What a proposed rule would do: its words, counts, money, places, and one family by both. */
export function RuleConsequences({
  isChanged,
  query,
}: {
  readonly isChanged: boolean;
  readonly query: UseQueryResult<Answer<RulePreviewAnswer>>;
}) {
  const { words } = useSpeech();
  const said = words.rules;
  return (
    <section className="rule-consequences" aria-live="polite" aria-label={said.preview}>
      <h3>{said.preview}</h3>
      {!isChanged ? (
        <p className="soft">{said.nothingYet}</p>
      ) : query.data === undefined ? (
        <p className="soft">{said.counting}</p>
      ) : query.data.ok ? (
        <Found answer={query.data.value} />
      ) : (
        <Refused problem={query.data.problem} />
      )}
    </section>
  );
}

function Found({ answer }: { readonly answer: RulePreviewAnswer }) {
  const { words, say } = useSpeech();
  const said = words.rules;
  const inRule = answer.mistakes.filter(({ at }) => !at.startsWith("basis."));
  return (
    <>
      {inRule.map(({ code, at, says, remedy }) => (
        <Notice key={`${code} ${at}`} tone="wrong">
          <p>{say(says)}</p>
          <p className="soft">{say(remedy)}</p>
        </Notice>
      ))}
      {answer.lines.length === 0 ? null : <RuleLines lines={answer.lines} />}
      {answer.counted === undefined ? (
        answer.lines.length === 0 ? null : (
          <p className="soft">{said.uncounted}</p>
        )
      ) : (
        <RuleCounts counted={answer.counted} />
      )}
      {answer.example === undefined ? null : <Example example={answer.example} />}
    </>
  );
}

type ExampleShown = NonNullable<RulePreviewAnswer["example"]>;

function Example({ example }: { readonly example: ExampleShown }) {
  const { words, language, say } = useSpeech();
  const said = words.rules;
  const { decile, before, after } = example;
  const outcome = (side: ExampleShown["before"]) =>
    side.fits ? `${said.fits}, ${formatRupiah(String(side.rupiah), language)}` : said.refused;
  const sentences = [...before.answers, ...after.answers]
    .map(({ says }) => says)
    .filter((says, i, all) => all.findIndex(({ id }) => id === says.id) === i);
  const answerOf = (side: ExampleShown["before"], id: string) => {
    const found = side.answers.find(({ says }) => says.id === id);
    return found === undefined ? "–" : said.answers[found.answer];
  };
  return (
    <details>
      <summary>{said.example}</summary>
      <p className="soft">{said.exampleLead(decile)}</p>
      <Table
        caption={said.example}
        rows={[
          ...sentences.map((says) => ({
            key: says.id,
            what: say(says),
            before: answerOf(before, says.id),
            after: answerOf(after, says.id),
          })),
          { key: "", what: "", before: outcome(before), after: outcome(after) },
        ]}
        keyOf={({ key }) => key}
        stacks
        columns={[
          { head: said.what, cell: ({ what }) => what },
          { head: said.before, cell: (row) => row.before },
          { head: said.after, cell: (row) => row.after },
        ]}
      />
    </details>
  );
}
