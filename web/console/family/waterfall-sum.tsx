import type { FamilyWaterfall } from "#contract/family-waterfall.ts";
import { formatCount } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

type Given = { readonly score: FamilyWaterfall };

/** The sum to the last millionth, what had to be estimated, and every step one after the other. */
export function WaterfallSum({ score }: Given) {
  const { words } = useSpeech();
  const said = words.weighing;
  return (
    <>
      <Part id="sum" title={said.sum} lead={said.sumLead}>
        <SumLine score={score} />
      </Part>
      <Part id="estimated" title={said.estimated} lead={said.estimatedLead}>
        <Estimated score={score} />
      </Part>
      <Part id="steps" title={said.all} lead={said.allLead}>
        <Steps score={score} />
      </Part>
    </>
  );
}

/** Whole millionths with their sign: 52.340 as +52.340. */
function useMillionths(): (value: number) => string {
  const { language } = useSpeech();
  return (value) =>
    `${value > 0 ? "+" : value < 0 ? "−" : ""}${formatCount(Math.abs(value), language)}`;
}

function SumLine({ score }: Given) {
  const { words, language } = useSpeech();
  const said = words.weighing;
  const signed = useMillionths();
  const { national, area, steps, storedScore } = score;
  const facts = steps.reduce((sum, { adds }) => sum + adds, 0);
  const sum = national + area.adds + facts;
  return (
    <>
      <Table
        caption={said.sum}
        rows={[
          [said.national, formatCount(national, language)],
          [said.area, signed(area.adds)],
          [said.facts(formatCount(steps.length, language)), signed(facts)],
          [said.score, formatCount(sum, language)],
          [said.stored, formatCount(storedScore, language)],
        ]}
        keyOf={([label]) => String(label)}
        columns={[
          { head: said.part, cell: ([label]) => <span className="step">{label}</span> },
          { head: said.unit, cell: ([, value]) => value, isFigure: true },
        ]}
      />
      {sum === storedScore ? (
        <Notice tone="good">{said.exact}</Notice>
      ) : (
        <Notice tone="wrong">{said.broken(signed(sum - storedScore))}</Notice>
      )}
    </>
  );
}

function Estimated({ score }: Given) {
  const { words, say } = useSpeech();
  const missing = score.steps.filter(({ estimated }) => estimated);
  if (missing.length === 0) return <p>{words.weighing.noneEstimated}</p>;
  return (
    <ul className="lines">
      {missing.map(({ feature, label, text }) => (
        <li key={feature}>
          {say(label)} <span className="soft">({say(text)})</span>
        </li>
      ))}
    </ul>
  );
}

type Line = {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly adds: string;
  readonly sum: number;
};

function Steps({ score }: Given) {
  const { words, language } = useSpeech();
  const said = words.weighing;
  return (
    <Table
      stacks
      caption={said.all}
      rows={useLines(score)}
      keyOf={({ key }) => key}
      columns={[
        {
          head: said.chart.step,
          cell: ({ label, text }) => (
            <span className="step">
              {label} {text === "" ? null : <span className="soft step-answer">{text}</span>}
            </span>
          ),
        },
        { head: said.adds, cell: ({ adds }) => adds, isFigure: true },
        { head: said.soFar, cell: ({ sum }) => formatCount(sum, language), isFigure: true },
      ]}
    />
  );
}

/** From the nation's average, over the area and each fact, to the score. */
function useLines({ national, area, steps }: FamilyWaterfall): readonly Line[] {
  const { words, say } = useSpeech();
  const said = words.weighing;
  const signed = useMillionths();
  const first: Line = { key: "-", label: said.national, text: "", adds: "–", sum: national };
  const name = (area.hasOwnModel ? said.areaOwn : said.areaPooled)(area.regency.name);
  const rows = [
    { key: "area", label: said.area, text: name, adds: area.adds },
    ...steps.map(({ feature, label, text, adds }) => ({
      key: feature,
      label: say(label),
      text: say(text),
      adds,
    })),
  ];
  let sum = national;
  const lines = rows.map(({ adds, ...row }): Line => {
    sum += adds;
    return { ...row, adds: signed(adds), sum };
  });
  return [first, ...lines, { key: "=", label: said.score, text: "", adds: "–", sum }];
}
