import type { Publication } from "#contract/versions.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** When a version was in force: every stretch of it, in order. */
export function VersionPublications({
  publications,
}: {
  readonly publications: readonly Publication[];
}) {
  const { words, say, language } = useSpeech();
  const said = words.publications;
  return (
    <Part id="publications" title={said.title} lead={said.lead}>
      {publications.length === 0 ? (
        <p>{said.never}</p>
      ) : (
        <Table
          caption={said.title}
          rows={publications}
          keyOf={({ from }) => from}
          stacks
          columns={[
            { head: said.from, cell: ({ from }) => formatInstant(from, language) },
            {
              head: said.until,
              cell: ({ until }) =>
                until === undefined ? said.now : formatInstant(until, language),
            },
            { head: said.how, cell: ({ words: how }) => say(how) },
            {
              head: said.by,
              cell: ({ by, rebuilt }) => (rebuilt ? `${by} (${said.rebuilt})` : by),
            },
          ]}
        />
      )}
    </Part>
  );
}
