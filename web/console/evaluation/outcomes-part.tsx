import { useState } from "react";
import {
  EVALUATED_WORDS,
  type Evaluated,
  HOPED_FOR,
  MECHANICAL,
  SAMPLE_CHECKS,
  VERDICT_WORDS,
} from "#domain/evaluation.ts";
import { Choice } from "#web/kit/field.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedPart } from "../what-if/folded-part.tsx";
import { type Found, type Outcome, useFigures } from "./figures.ts";
import { LineChart } from "./line-chart.tsx";

type Outcomes = { readonly outcomes: readonly Outcome[] };

/** What a later version says of both sides, with what may be said of each difference; what is no effect stands apart. */
export function OutcomesPart({ outcomes }: Outcomes) {
  const { words } = useSpeech();
  const said = words.evaluation;
  const of = (ids: readonly Evaluated[]) => outcomes.filter(({ id }) => ids.includes(id));
  return (
    <>
      <Part id="after" title={said.after} lead={said.afterLead}>
        <OutcomeTable caption={said.after} rows={of(HOPED_FOR)} />
      </Part>
      <FoldedPart id="reckoned" title={said.reckoned} lead={said.reckonedLead}>
        <OutcomeTable caption={said.reckoned} rows={of([...SAMPLE_CHECKS, ...MECHANICAL])} />
      </FoldedPart>
    </>
  );
}

function OutcomeTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly Outcome[];
}) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { bare, difference, unit, count, chance } = useFigures();
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ id }) => id}
      stacks
      columns={[
        { head: said.measure, cell: ({ id }) => say(EVALUATED_WORDS[id]) },
        { head: said.verdict, cell: (one) => <Judged outcome={one} /> },
        {
          head: said.difference,
          cell: ({ id, found }) => (found === null ? "–" : difference(id, found.effect)),
          isFigure: true,
        },
        {
          head: said.interval,
          cell: ({ id, found }) =>
            found === null ? "–" : `${bare(id, found.low)} … ${bare(id, found.high)} ${unit(id)}`,
          isFigure: true,
        },
        {
          head: said.chance,
          cell: ({ found }) => (found === null ? "–" : chance(found.adjusted)),
          isFigure: true,
        },
        {
          head: said.ifPaid,
          cell: ({ id, found }) => (found?.wald == null ? "–" : difference(id, found.wald.effect)),
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

/** The verdict, and why nothing is said where nothing is. */
function Judged({
  outcome: { id, verdict, found, silence, detectable },
}: {
  readonly outcome: Outcome;
}) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { difference } = useFigures();
  return (
    <>
      <strong>{say(VERDICT_WORDS[verdict])}</strong>
      {found === null && silence !== "same-for-all" ? (
        <span className="evaluation-silent">
          {detectable === null
            ? said.silences[silence ?? "too-few"]
            : said.noticeable(difference(id, detectable))}
        </span>
      ) : null}
    </>
  );
}

/** One measure around the line, drawn, and the same with other bands and where no line was. */
export function DrawnPart({ outcomes }: Outcomes) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const drawn = outcomes.flatMap(({ id, found }) => (found === null ? [] : [{ id, found }]));
  const first = drawn.find(({ id }) => id === "school") ?? drawn[0];
  const [chosen, choose] = useState(first?.id);
  const one = drawn.find(({ id }) => id === chosen) ?? first;
  if (one === undefined) return null;
  const name = say(EVALUATED_WORDS[one.id]);
  return (
    <FoldedPart id="line" title={said.chart}>
      <Choice
        label={said.chosen}
        value={one.id}
        onChange={(value) => choose(drawn.find(({ id }) => id === value)?.id)}
      >
        {drawn.map(({ id }) => (
          <option key={id} value={id}>
            {say(EVALUATED_WORDS[id])}
          </option>
        ))}
      </Choice>
      <LineChart found={one.found} name={name} />
      <BesideTable id={one.id} found={one.found} />
    </FoldedPart>
  );
}

function BesideTable({ id, found }: { readonly id: Outcome["id"]; readonly found: Found }) {
  const { words } = useSpeech();
  const said = words.evaluation;
  const { bare, difference, unit, chance, plain, count } = useFigures();
  const rows = [
    ...(found.narrow === null ? [] : [{ name: said.narrow, ...found.narrow }]),
    ...(found.wide === null ? [] : [{ name: said.wide, ...found.wide }]),
    ...found.placebos.map((one, i) => ({ name: `${said.placebo} ${i + 1}`, ...one })),
  ];
  return (
    <>
      <p className="soft">{said.bandOf(plain(found.band), count(found.villages))}</p>
      <Table
        caption={said.beside}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { head: said.beside, cell: ({ name }) => name },
          { head: said.difference, cell: ({ effect }) => difference(id, effect), isFigure: true },
          {
            head: said.interval,
            cell: ({ low, high }) => `${bare(id, low)} … ${bare(id, high)} ${unit(id)}`,
            isFigure: true,
          },
          { head: said.plainChance, cell: (one) => chance(one.chance), isFigure: true },
        ]}
      />
    </>
  );
}
