import { Link, useParams } from "@tanstack/react-router";
import type { Plan } from "#contract/plans.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { PlanMoves } from "./plan-moves.tsx";
import { usePlanRows } from "./plans-screen.tsx";
import { useAskedPlan } from "./use-plan-purpose.ts";

/** One plan: where it stands, its way as a line of time, and what the officer may do now. */
export function PlanScreen() {
  const { planNo } = useParams({ from: "/inside/rencana/$planNo" });
  const query = useAskedPlan<Plan>(`/plans/${planNo}`);
  return <Loaded query={query}>{(plan) => <Sheet plan={plan} />}</Loaded>;
}

function Sheet({ plan }: { readonly plan: Plan }) {
  const { words, language, say } = useSpeech();
  const said = words.plans;
  const rows = usePlanRows(plan);
  const { place, group, familyId } = plan;
  return (
    <Page
      title={said.family(familyId)}
      lead={`${place.village}, ${place.district} · ${say(plan.stateWords)}`}
    >
      <section className="card plan-standing">
        <WorkFacts
          rows={[
            ...rows,
            [said.checks, formatCount(plan.checksDone, language)],
            [said.warnings, said.of(plan.warnings, plan.warningsNeeded)],
            ...(group === undefined
              ? []
              : [[said.group, `${say(group.ppks)} (${say(group.pas)})`] as const]),
          ]}
        />
        {plan.isOverdue ? <p className="tag tag-late">{said.late}</p> : null}
      </section>
      <div className="columns">
        <div>
          <Part id="timeline" title={said.timeline}>
            <Timeline plan={plan} />
          </Part>
        </div>
        <div>
          <Part id="next" title={said.next}>
            {plan.turns.length === 0 ? <p>{said.nothing}</p> : <PlanMoves plan={plan} />}
          </Part>
        </div>
      </div>
      <p>
        <Link to="/rencana" className="row-action">
          {said.back}
        </Link>
      </p>
    </Page>
  );
}

function Timeline({ plan }: { readonly plan: Plan }) {
  const { words, language, say } = useSpeech();
  return (
    <ol className="plan-line">
      <li>
        <span className="soft">{formatDay(plan.openedOn, language)}</span>
        <strong>{words.plans.begun}</strong>
      </li>
      {plan.lines.map((line, place) => {
        const said = [
          line.reason === undefined ? "" : say(line.reason),
          line.codes.map((code) => say(code)).join(", "),
          line.provider ?? "",
          line.paper === undefined
            ? ""
            : `${line.paper}, ${formatDay(line.paperOn ?? line.on, language)}`,
        ].filter((text) => text !== "");
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the book is only added to
          <li key={place}>
            <span className="soft">{formatDay(line.on, language)}</span>
            <strong>{say(line.words)}</strong>
            {said.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
