import type { ReviewWaterfall, WeightBar } from "#contract/review-weights.ts";
import { formatCount } from "#web/kit/format.ts";
import { frequencyOf } from "#web/kit/odds.ts";
import { Part } from "#web/kit/page.tsx";
import { type Step, Waterfall } from "#web/kit/waterfall.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Three bits make the runner-up eight times less likely: what matching asks of a link it makes alone. */
const CLEAR_MARGIN = 3000;

/** Why the machine thinks so: the sum of what each field adds, and what it means in plain words. */
export function PairWeights({ waterfall }: { readonly waterfall: ReviewWaterfall }) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  const { marginMilliBits: margin, provenance } = waterfall;
  const steps = useSteps(waterfall);
  const isRival = margin !== undefined && margin < CLEAR_MARGIN;
  return (
    <Part id="weights" title={review.weights} lead={review.weightsLead}>
      {isRival ? <Rival margin={margin} /> : null}
      <Waterfall steps={steps} sentence={useOdds(waterfall)} words={review.stairs} />
      {margin === undefined || isRival ? null : (
        <p className="soft">{review.margin(formatCount(tenths(margin), language))}</p>
      )}
      <p className="soft">{say(provenance)}</p>
    </Part>
  );
}

/** To the tenth, as the bars say it. */
const tenths = (milliBits: number): number => Math.round(milliBits / 100) / 10;

/** How much of the chance a rival takes, by its distance: two alike share it by halves, one bit behind has a third. */
const RIVAL_SHARES = [
  [500, "half"],
  [1_500, "third"],
  [2_500, "fifth"],
] as const;

/** Said before the bars: they do not know of the rival, the chance beneath them does. */
function Rival({ margin }: { readonly margin: number }) {
  const { words, language } = useSpeech();
  const { rival, rivalTakes } = words.review;
  const share = RIVAL_SHARES.find(([under]) => margin < under)?.[1] ?? "tenth";
  return <p className="rival">{rival(formatCount(tenths(margin), language), rivalTakes[share])}</p>;
}

/** The prior, each field, what its rarity adds, and what is cut off at the end. */
function useSteps({ prior, bars, cap }: ReviewWaterfall): readonly Step[] {
  const { words, say } = useSpeech();
  const label = ({ words: about, level }: WeightBar) => ({
    label: say(about),
    note: level === undefined ? undefined : say(level),
  });
  const steps = bars.flatMap((bar) => {
    const rarity = bar.rarityMilliBits ?? 0;
    const plain = { key: bar.item, ...label(bar), milli: bar.milliBits - rarity };
    if (rarity === 0) return [plain];
    const rare = { label: say(bar.words), note: words.review.rarity };
    return [plain, { key: `${bar.item}-rarity`, ...rare, milli: rarity }];
  });
  const ends = (bar: WeightBar | undefined): readonly Step[] =>
    bar === undefined ? [] : [{ key: bar.item, ...label(bar), milli: bar.milliBits }];
  return [...ends(prior), ...steps, ...ends(cap)];
}

function useOdds({ probabilityPermille }: ReviewWaterfall): string {
  const { words, language } = useSpeech();
  if (probabilityPermille === undefined) return words.review.noOdds;
  const { kind, n, of } = frequencyOf(probabilityPermille);
  return words.review.odds[kind](formatCount(n, language), formatCount(of, language));
}
