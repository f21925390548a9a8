import { Link } from "@tanstack/react-router";
import type { PlanFilter, PlanRow } from "#contract/plans.ts";
import { formatDay } from "#web/kit/format.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { usePlanPurpose } from "./use-plan-purpose.ts";

type Shown = NonNullable<PlanFilter["show"]>;

/** Plans of the officer's region: what is due first stands first. */
export function Plans() {
  const { plans } = useSpeech().words;
  const purpose = usePlanPurpose();
  return (
    <Page
      title={plans.title}
      lead={plans.lead}
      actions={
        <Link to="/rencana/lembaga" className="button">
          {plans.providers}
        </Link>
      }
    >
      <StatedCards<Shown, PlanRow>
        legend={plans.show}
        states={plans.shown}
        first="due"
        list="plans"
        purpose={purpose}
        pathOf={(show) => `/plans?limit=20&show=${show}`}
        empty={plans.empty}
        keyOf={({ planNo }) => planNo}
      >
        {(row) => <PlanCard row={row} />}
      </StatedCards>
    </Page>
  );
}

function PlanCard({ row }: { readonly row: PlanRow }) {
  const { words, say } = useSpeech();
  const { planNo, familyId, place } = row;
  const rows = usePlanRows(row);
  return (
    <article className="card work-card" aria-labelledby={`plan-${planNo}`}>
      <h2 id={`plan-${planNo}`}>{words.plans.family(familyId)}</h2>
      <p>
        {place.village}, {place.district}
      </p>
      <p>
        <strong>{say(row.stateWords)}</strong>
      </p>
      <WorkFacts rows={rows} />
      {row.isOverdue ? <p className="tag tag-late">{words.plans.late}</p> : null}
      <p>
        <Link to="/rencana/$planNo" params={{ planNo }} className="row-action">
          {words.plans.open(planNo)}
        </Link>
      </p>
    </article>
  );
}

/** What a card and a sheet say alike: kind, begin, due day, provider. */
export function usePlanRows(row: PlanRow): readonly (readonly [string, string])[] {
  const { words, language, say } = useSpeech();
  const { plans } = words;
  return [
    [plans.kind, say(row.kind)],
    [plans.since, formatDay(row.openedOn, language)],
    ...(row.dueOn === undefined ? [] : [[plans.due, formatDay(row.dueOn, language)] as const]),
    ...(row.provider === undefined ? [] : [[plans.provider, row.provider] as const]),
  ];
}
