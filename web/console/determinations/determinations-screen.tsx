import { Link } from "@tanstack/react-router";
import type {
  DeterminationList,
  DeterminationProposed,
  DeterminationRow,
} from "#contract/determinations.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";

/** Every determination, and the lists of the version in force that whoever looks may propose. */
export function DeterminationsScreen() {
  const { words } = useSpeech();
  const said = words.determinations;
  const found = useAsked<DeterminationList>("/determinations");
  return (
    <Page title={said.title} lead={said.lead}>
      <Loaded query={found}>
        {({ determinations, proposable }) => (
          <>
            {proposable.length === 0 ? null : (
              <Part id="proposable" title={said.waiting} lead={said.waitingLead}>
                <div className="work-cards">
                  {proposable.map((list) => (
                    <Propose key={list.program} list={list} />
                  ))}
                </div>
              </Part>
            )}
            <Part id="determinations" title={said.list}>
              {determinations.length === 0 ? <p>{said.none}</p> : <Rows rows={determinations} />}
            </Part>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Propose({ list }: { readonly list: DeterminationList["proposable"][number] }) {
  const { words, say, language } = useSpeech();
  const said = words.determinations;
  const act = useAct("asked", said.proposedSaid);
  const { program, version, counts, unit } = list;
  return (
    <article className="card work-card" aria-labelledby={`list-${program}`}>
      <h3 id={`list-${program}`}>{say(list.programWords)}</h3>
      <p>
        {`${said.version} ${version.label}: ${formatCount(counts.recipient, language)} ${said.units[unit]} ${said.outcomes.recipient}`}
        {list.quotasAreExample ? ` (${said.quotasExample})` : ""}
      </p>
      <FoldedForm
        title={said.propose}
        said={say(list.programWords)}
        act={act}
        save={said.propose}
        onSend={() =>
          act.send<DeterminationProposed>("/determinations", {
            program,
            versionNo: version.versionNo,
          })
        }
      >
        <p className="soft">{said.proposeLead}</p>
      </FoldedForm>
    </article>
  );
}

function Rows({ rows }: { readonly rows: readonly DeterminationRow[] }) {
  const { words, say, language } = useSpeech();
  const said = words.determinations;
  return (
    <Table
      caption={said.list}
      rows={rows}
      keyOf={({ number }) => String(number)}
      stacks
      columns={[
        {
          head: said.program,
          cell: ({ number, programWords }) => (
            <Link to="/penetapan/$number" params={{ number: String(number) }}>
              {say(programWords)}
            </Link>
          ),
        },
        { head: said.version, cell: ({ version }) => version.label },
        { head: said.kind, cell: ({ kindWords }) => say(kindWords) },
        { head: said.state, cell: ({ stateWords }) => say(stateWords) },
        {
          head: said.recipients,
          cell: ({ recipients }) => formatCount(recipients, language),
          isFigure: true,
        },
        { head: said.proposed, cell: ({ proposedAt }) => formatDay(proposedAt, language) },
      ]}
    />
  );
}
