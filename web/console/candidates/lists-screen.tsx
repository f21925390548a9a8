import type { CandidateLists } from "#contract/candidates.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { ListTable } from "./list-table.tsx";

/** Lists that whoever looks hands over or receives. */
export function CandidateListsScreen() {
  const said = useSpeech().words.candidates;
  const found = useAsked<CandidateLists>("/candidate-lists");
  return (
    <Page title={said.title} lead={said.lead}>
      <Loaded query={found}>
        {({ lists }) =>
          lists.length === 0 ? <p>{said.none}</p> : <ListTable caption={said.all} lists={lists} />
        }
      </Loaded>
    </Page>
  );
}
