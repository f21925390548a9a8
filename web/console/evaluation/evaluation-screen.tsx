import { useParams } from "@tanstack/react-router";
import type { Evaluation } from "#contract/evaluations.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { BenchTabs } from "../bench/bench-tabs.tsx";
import { useAsked } from "../officer.tsx";
import { BeforeParts, LimitsPart, LotsPart, PlansPart } from "./beside-parts.tsx";
import { DrawnPart, OutcomesPart } from "./outcomes-part.tsx";
import { SoundnessPart } from "./soundness-part.tsx";
import "./evaluation.css";

/** One evaluation: whether the sides can be compared, what differs, how sure that is, and what it cannot tell. */
export function EvaluationScreen() {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { evaluationNo } = useParams({ from: "/inside/statistik/evaluasi/$evaluationNo" });
  const found = useAsked<Evaluation>(`/evaluations/${evaluationNo}`);
  return (
    <Loaded query={found}>
      {(evaluation) => (
        <Page
          title={said.heading(say(evaluation.name))}
          lead={`${said.followed(evaluation.from.label, evaluation.to.label)} ${say(sayDecileBasis(evaluation.from.decileBasis))}.`}
        >
          <BenchTabs />
          <SoundnessPart evaluation={evaluation} />
          <OutcomesPart outcomes={evaluation.outcomes} />
          <DrawnPart outcomes={evaluation.outcomes} />
          <LotsPart evaluation={evaluation} />
          <BeforeParts evaluation={evaluation} />
          <PlansPart evaluation={evaluation} />
          <LimitsPart evaluation={evaluation} />
        </Page>
      )}
    </Loaded>
  );
}
