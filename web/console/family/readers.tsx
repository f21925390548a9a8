import type { Readers as ReadersAnswer } from "#contract/family-sheet.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** How many stand open; the others are one press away, and on paper anyway. */
const NEWEST = 5;

/** Who opened this family's data: role, office, purpose and time, never a private name. */
export function Readers({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const readers = useAsked<ReadersAnswer>(`/families/${familyId}/readers`);
  return (
    <Loaded query={readers}>
      {({ items }) => (
        <>
          <ReadersTable items={items.slice(0, NEWEST)} />
          {items.length <= NEWEST ? null : (
            <details className="fold">
              <summary>{words.family.earlierReaders(items.length - NEWEST)}</summary>
              <ReadersTable items={items.slice(NEWEST)} />
            </details>
          )}
        </>
      )}
    </Loaded>
  );
}

function ReadersTable({ items }: Pick<ReadersAnswer, "items">) {
  const { words, language, say } = useSpeech();
  return (
    <Table
      stacks
      caption={words.family.readers}
      rows={items}
      keyOf={({ entryNo }) => entryNo}
      columns={[
        { head: words.audit.at, cell: ({ at }) => formatInstant(at, language) },
        { head: words.audit.role, cell: ({ role }) => say(role) },
        { head: words.audit.purpose, cell: ({ purpose }) => say(purpose) },
        { head: words.audit.act, cell: ({ act }) => say(act) },
      ]}
    />
  );
}
