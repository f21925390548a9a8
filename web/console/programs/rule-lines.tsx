import type { RuleDraft } from "#contract/rule-drafts.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** What is otherwise in a rule, line by line: before and after in words. */
export function RuleLines({ lines }: { readonly lines: RuleDraft["lines"] }) {
  const { words, say } = useSpeech();
  const said = words.rules;
  return (
    <Table
      caption={said.changed}
      rows={lines}
      keyOf={({ what, before, after }) => `${what.id} ${before?.id ?? ""} ${after?.id ?? ""}`}
      stacks
      columns={[
        { head: said.what, cell: ({ what }) => say(what) },
        {
          head: said.before,
          cell: ({ before }) => (before === undefined ? "–" : say(before)),
        },
        {
          head: said.after,
          cell: ({ after, before }) =>
            after === undefined
              ? said.noMore
              : before === undefined
                ? `${say(after)} (${said.fresh})`
                : say(after),
        },
      ]}
    />
  );
}
