import { Link, useParams } from "@tanstack/react-router";
import type { FamilyWaterfall } from "#contract/family-waterfall.ts";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { formatSigned, type Step, Waterfall } from "#web/kit/waterfall.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { WaterfallSum } from "./waterfall-sum.tsx";

/** Facts that are drawn; the rest is one step, and all stand in the table. */
const DRAWN = 12;

/** A family's score as the sum that it is, for those who may read weights: nobody's name, and recorded. */
export function WaterfallScreen() {
  const { words } = useSpeech();
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/skor" });
  const { officer } = useSitting();
  const found = useAsked<FamilyWaterfall>(`/families/${familyId}/waterfall`);
  return (
    <Page
      title={words.weighing.title(familyId)}
      lead={words.weighing.lead}
      actions={
        officer.may.readFamilies ? (
          <Link to="/keluarga/$familyId" params={{ familyId }} className="button">
            {words.weighing.sheet}
          </Link>
        ) : null
      }
    >
      <Loaded query={found}>
        {(score) => (
          <>
            <p className="soft">{words.weighing.version(score.version, score.modelId)}</p>
            <Part id="stairs" title={words.weighing.stairs} lead={words.weighing.stairsLead}>
              <Stairs score={score} />
            </Part>
            <WaterfallSum score={score} />
            {score.moved === undefined ? null : <Moved moved={score.moved} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Thousandths of a hundredth of log expenditure, from its millionths. */
const drawn = (millionths: number): number => millionths / 10;

function Stairs({ score }: { readonly score: FamilyWaterfall }) {
  const { words, say, language } = useSpeech();
  const said = words.weighing;
  const { area, steps } = score;
  const known = steps.filter(({ estimated }) => !estimated);
  const others = known.slice(DRAWN);
  const rest = others.reduce((sum, { adds }) => sum + adds, 0);
  const bars: Step[] = [
    {
      key: "area",
      label: said.area,
      note: (area.hasOwnModel ? said.areaOwn : said.areaPooled)(area.regency.name),
      milli: drawn(area.adds),
    },
    ...known.slice(0, DRAWN).map(({ feature, label, text, adds }) => ({
      key: feature,
      label: say(label),
      note: say(text),
      milli: drawn(adds),
    })),
  ];
  if (others.length > 0) {
    const label = said.others(formatCount(others.length, language));
    bars.push({ key: "others", label, milli: drawn(rest) });
  }
  const by = formatSigned(drawn(score.score - score.national), language);
  return (
    <>
      <Waterfall steps={bars} sentence={said.sentence(by)} words={said.chart} />
      <p className="soft">{said.noMore}</p>
    </>
  );
}

function Moved({ moved }: { readonly moved: NonNullable<FamilyWaterfall["moved"]> }) {
  const { words, say, language } = useSpeech();
  const said = words.weighing;
  const steps: Step[] = moved.facts.map(({ feature, label, before, after, adds }) => ({
    key: feature,
    label: say(label),
    note: said.fromTo(say(before), say(after)),
    milli: drawn(adds),
  }));
  if (moved.byModel !== 0) {
    steps.push({ key: "model", label: said.byModel, milli: drawn(moved.byModel) });
  }
  return (
    <Part id="moved" title={said.moved}>
      {steps.length === 0 ? (
        <p>{said.unchanged}</p>
      ) : (
        <Waterfall
          steps={steps}
          sentence={said.movedOf(moved.since, formatSigned(drawn(moved.move), language))}
          words={{ ...said.chart, sum: said.movedSum }}
        />
      )}
    </Part>
  );
}
