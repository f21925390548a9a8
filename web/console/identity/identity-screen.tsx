import { useState } from "react";
import type { IdentityFigures, IdentityRow, IdentityState } from "#contract/identity-checks.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { RegionChoice } from "../region-choice.tsx";
import { IdentityCard } from "./identity-card.tsx";

/** People of the officer's region by how their identity stands with the civil registry. */
export function IdentityScreen() {
  const { identity } = useSpeech().words;
  const { purpose } = useSitting();
  const [state, setState] = useState<IdentityState>("differs");
  const [outcome, setOutcome] = useState("");
  const [region, setRegion] = useState("");
  const isNarrowed = state === "differs" || state === "due" || state === "unproven";
  const query = new URLSearchParams({
    limit: "20",
    state,
    ...(outcome === "" || !isNarrowed ? {} : { outcome }),
    ...(region === "" ? {} : { region }),
  });
  return (
    <Page title={identity.title} lead={identity.lead}>
      <Figures />
      <Segments
        legend={identity.show}
        name="state"
        choices={identity.states}
        chosen={state}
        onChoose={setState}
      />
      <div className="card filters">
        <RegionChoice value={region} onChange={setRegion} />
        {isNarrowed ? <OutcomeChoice value={outcome} onChange={setOutcome} /> : null}
      </div>
      <p className="soft">{identity.explain[state]}</p>
      <PagedCards<IdentityRow>
        list="identity"
        path={`/identity-checks?${query}`}
        purpose={purpose}
        empty={identity.empty}
        keyOf={({ personId }) => personId}
      >
        {(row) => <IdentityCard row={row} />}
      </PagedCards>
    </Page>
  );
}

type Chosen = { readonly value: string; readonly onChange: (value: string) => void };

function OutcomeChoice({ value, onChange }: Chosen) {
  const { words } = useSpeech();
  return (
    <Choice label={words.identity.outcome} value={value} onChange={onChange}>
      <option value="">{words.common.all}</option>
      {Object.entries(words.identity.outcomes).map(([code, label]) => (
        <option key={code} value={code}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function Figures() {
  const { words, language, say } = useSpeech();
  const { identity } = words;
  const figures = useAsked<IdentityFigures>("/identity-checks/figures");
  const count = (value: number) => formatCount(value, language);
  return (
    <Part id="figures" title={identity.figures}>
      <Loaded query={figures}>
        {({ outcomes, asked, undelivered, quota }) => (
          <>
            {outcomes.length === 0 ? (
              <p>{identity.noAnswers}</p>
            ) : (
              <Table
                caption={identity.figures}
                rows={outcomes}
                keyOf={({ outcome }) => outcome}
                columns={[
                  { head: identity.outcome, cell: (row) => say(row.words) },
                  { head: identity.persons, isFigure: true, cell: (row) => count(row.persons) },
                  { head: identity.due, isFigure: true, cell: (row) => count(row.due) },
                ]}
              />
            )}
            <p className="soft">{identity.rest(count(asked), count(undelivered))}</p>
            {quota === undefined ? null : (
              <p className="soft">{identity.quota(count(quota.sentToday), count(quota.perDay))}</p>
            )}
          </>
        )}
      </Loaded>
    </Part>
  );
}
