import type { Evaluation } from "#contract/evaluations.ts";
import { BALANCED_WORDS, EVALUATED_WORDS, EVALUATION_LIMITS } from "#domain/evaluation.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedPart } from "../what-if/folded-part.tsx";
import { useFigures } from "./figures.ts";

type Measure = Omit<Evaluation["balance"][number], "id"> & { readonly label: string };
type Given = { readonly evaluation: Evaluation };

/** Both sides before, and what else jumps at the line. */
export function BeforeParts({ evaluation: { balance, others } }: Given) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  return (
    <>
      <FoldedPart id="before" title={said.before} lead={said.beforeLead}>
        <Measures
          caption={said.before}
          rows={balance.map((one) => ({ ...one, label: say(BALANCED_WORDS[one.id]) }))}
        />
      </FoldedPart>
      {others.length === 0 ? null : (
        <FoldedPart id="others" title={said.others}>
          <Measures
            caption={said.others}
            rows={others.map((one) => ({ ...one, label: say(one.name) }))}
          />
        </FoldedPart>
      )}
    </>
  );
}

function Measures({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly Measure[];
}) {
  const { words } = useSpeech();
  const said = words.evaluation;
  const { plain, chance, count } = useFigures();
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ label }) => label}
      stacks
      columns={[
        { head: said.measure, cell: ({ label }) => label },
        {
          head: said.difference,
          cell: ({ found, silence }) =>
            found === null ? (
              <span className="soft">{said.silences[silence ?? "too-few"]}</span>
            ) : (
              plain(found.effect)
            ),
          isFigure: true,
        },
        {
          head: said.interval,
          cell: ({ found }) =>
            found === null ? "–" : `${plain(found.low)} … ${plain(found.high)}`,
          isFigure: true,
        },
        {
          head: said.chance,
          cell: ({ found }) => (found === null ? "–" : chance(found.adjusted)),
          isFigure: true,
        },
        {
          head: said.families,
          cell: ({ inside, outside }) => `${count(inside)} : ${count(outside)}`,
          isFigure: true,
        },
      ]}
    />
  );
}

/** Families whom lots parted: the best comparison there is, where there are any. */
export function LotsPart({ evaluation: { lots } }: Given) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { difference, bare, unit, count } = useFigures();
  if (lots.length === 0) return null;
  return (
    <FoldedPart id="lots" title={said.lots} lead={said.lotsLead}>
      <Table
        caption={said.lots}
        rows={lots}
        keyOf={({ id }) => id}
        stacks
        columns={[
          { head: said.measure, cell: ({ id }) => say(EVALUATED_WORDS[id]) },
          { head: said.drawings, cell: ({ drawings }) => count(drawings), isFigure: true },
          {
            head: said.difference,
            cell: ({ id, effect }) => difference(id, effect),
            isFigure: true,
          },
          {
            head: said.interval,
            cell: ({ id, low, high }) => `${bare(id, low)} … ${bare(id, high)} ${unit(id)}`,
            isFigure: true,
          },
          {
            head: said.families,
            cell: ({ inside, outside }) => `${count(inside)} : ${count(outside)}`,
            isFigure: true,
          },
        ]}
      />
    </FoldedPart>
  );
}

const PLANS = ["opened", "graduated", "shocks"] as const;

export function PlansPart({ evaluation: { plans } }: Given) {
  const { words } = useSpeech();
  const said = words.evaluation;
  const { count } = useFigures();
  return (
    <FoldedPart id="plans" title={said.plans} lead={said.plansLead}>
      <dl className="evaluation-counts">
        {PLANS.map((what) => (
          <div key={what}>
            <dt>{said.plan[what]}</dt>
            <dd>{`${count(plans[what].inside)} : ${count(plans[what].outside)}`}</dd>
          </div>
        ))}
      </dl>
    </FoldedPart>
  );
}

/** What no figure above can tell; never folded. */
export function LimitsPart({ evaluation: { terms } }: Given) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { count } = useFigures();
  return (
    <Part id="limits" title={said.limits}>
      <ul className="evaluation-lines">
        {EVALUATION_LIMITS.map((limit) => (
          <li key={limit.en}>{say(limit)}</li>
        ))}
        {terms.isExample ? (
          <li>{said.thresholds(count(terms.fewestFamilies), count(terms.fewestVillages))}</li>
        ) : null}
      </ul>
    </Part>
  );
}
