import { Link } from "@tanstack/react-router";
import type { CrisisList, CrisisRowSummary } from "#contract/crises.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAskedCrisis } from "./use-crisis.ts";

/** Emergencies of the officer's region, those in force first. */
export function Crises() {
  const { crisis } = useSpeech().words;
  const query = useAskedCrisis<CrisisList>("/crises");
  const mayDeclare = query.data?.ok === true && query.data.value.mayDeclare;
  return (
    <Page
      title={crisis.title}
      lead={crisis.lead}
      actions={
        mayDeclare ? (
          <Link to="/darurat/baru" className="button button-main">
            {crisis.declare}
          </Link>
        ) : null
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice tone="good">{crisis.none}</Notice>
          ) : (
            <ul className="work-cards">
              {items.map((row) => (
                <li key={row.crisisNo}>
                  <CrisisCard row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function CrisisCard({ row }: { readonly row: CrisisRowSummary }) {
  const { words, say } = useSpeech();
  const rows = useCrisisFacts(row);
  const { crisisNo, name } = row;
  return (
    <article className="card work-card" aria-labelledby={`crisis-${crisisNo}`}>
      <h2 id={`crisis-${crisisNo}`}>{name}</h2>
      <p>
        <span className={row.stage === "open" ? "tag tag-late" : "tag"}>{say(row.stageWords)}</span>
      </p>
      <WorkFacts rows={rows} />
      <CrisisWarnings row={row} />
      <p>
        <Link to="/darurat/$crisisNo" params={{ crisisNo }} className="row-action">
          {words.crisis.open(name)}
        </Link>
      </p>
    </article>
  );
}

/** What a card and a sheet warn of alike. */
export function CrisisWarnings({ row }: { readonly row: CrisisRowSummary }) {
  const { crisis } = useSpeech().words;
  if (row.stage === "proposed") return <p className="soft">{crisis.waits}</p>;
  return row.endsSoon ? <p className="soft">{crisis.endsSoon}</p> : null;
}

/** What a card and a sheet say alike: kind, status, days. */
export function useCrisisFacts(row: CrisisRowSummary): readonly (readonly [string, string])[] {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const [from, to] = [formatDay(row.startOn, language), formatDay(row.endOn, language)];
  const left = row.stage === "open" ? `, ${crisis.left(formatCount(row.daysLeft, language))}` : "";
  return [
    [crisis.kind, say(row.kind)],
    [crisis.status, say(row.status)],
    [crisis.days, `${crisis.daysOf(from, to)}${left}`],
  ];
}
