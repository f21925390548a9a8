import type { Readers as ReadersAnswer } from "#contract/family-sheet.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Who opened this family's data: role, office, purpose and time, never a private name. */
export function Readers({ familyId }: { readonly familyId: string }) {
  const { words, language, say } = useSpeech();
  const readers = useAsked<ReadersAnswer>(`/families/${familyId}/readers`);
  return (
    <Loaded query={readers}>
      {({ items }) => (
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
      )}
    </Loaded>
  );
}
