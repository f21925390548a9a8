import type { Home } from "#contract/home.ts";
import type { VersionList } from "#contract/versions.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";
import { QuestionForm } from "./question-form.tsx";
import { TableResult } from "./table-result.tsx";
import { useTable } from "./use-table.ts";

/** Cross tables: a question of one's own, counted by the lake worker. */
export function Tables() {
  const { words } = useSpeech();
  const home = useAsked<Home>("/home");
  const versions = useAsked<VersionList>("/versions");
  return (
    <Page title={words.tables.title} lead={words.tables.lead}>
      <Loaded query={home}>
        {({ region, parts }) => (
          <Loaded query={versions}>
            {({ items }) => (
              <Asking
                versions={items.filter(({ state }) => state === "published")}
                regions={[region, ...parts]}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Asking(given: {
  readonly versions: VersionList["items"];
  readonly regions: readonly Home["region"][];
}) {
  const { words } = useSpeech();
  const inHand = useTable(words.tables.done);
  if (given.versions.length === 0) return <p>{words.tables.noVersion}</p>;
  return (
    <>
      <Part id="question" title={words.tables.question}>
        <QuestionForm
          {...given}
          isSending={inHand.isSending}
          onAsk={(draft) => void inHand.send(draft)}
        />
        <Refused problem={inHand.problem} />
      </Part>
      {inHand.isAsked ? (
        <Loaded query={inHand.found}>{(job) => <TableResult job={job} />}</Loaded>
      ) : null}
    </>
  );
}
