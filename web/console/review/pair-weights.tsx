import type { ReviewWaterfall, WeightBar } from "#contract/review-weights.ts";
import { formatCount } from "#web/kit/format.ts";
import { frequencyOf } from "#web/kit/odds.ts";
import { Part } from "#web/kit/page.tsx";
import { type Step, Waterfall } from "#web/kit/waterfall.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Why the machine thinks so: the sum of what each field adds, and what it means in plain words. */
export function PairWeights({ waterfall }: { readonly waterfall: ReviewWaterfall }) {
  const { words, language, say } = useSpeech();
  const { review } = words;
  const { marginMilliBits, provenance } = waterfall;
  const steps = useSteps(waterfall);
  return (
    <Part id="weights" title={review.weights} lead={review.weightsLead}>
      <Waterfall steps={steps} sentence={useOdds(waterfall)} words={review.stairs} />
      {marginMilliBits === undefined ? null : (
        <p className="soft">{review.margin(formatCount(marginMilliBits / 1000, language))}</p>
      )}
      <p className="soft">{say(provenance)}</p>
    </Part>
  );
}

/** The prior, each field, what its rarity adds, and what is cut off at the end. */
function useSteps({ prior, bars, cap }: ReviewWaterfall): readonly Step[] {
  const { words, say } = useSpeech();
  const label = ({ words: about, level }: WeightBar) =>
    level === undefined ? say(about) : `${say(about)}: ${say(level)}`;
  const steps = bars.flatMap((bar) => {
    const rarity = bar.rarityMilliBits ?? 0;
    const plain = { key: bar.item, label: label(bar), milli: bar.milliBits - rarity };
    if (rarity === 0) return [plain];
    const rare = words.review.rarity(say(bar.words));
    return [plain, { key: `${bar.item}-rarity`, label: rare, milli: rarity }];
  });
  const ends = (bar: WeightBar | undefined): readonly Step[] =>
    bar === undefined ? [] : [{ key: bar.item, label: label(bar), milli: bar.milliBits }];
  return [...ends(prior), ...steps, ...ends(cap)];
}

function useOdds({ probabilityPermille }: ReviewWaterfall): string {
  const { words, language } = useSpeech();
  if (probabilityPermille === undefined) return words.review.noOdds;
  const { kind, n, of } = frequencyOf(probabilityPermille);
  return words.review.odds[kind](formatCount(n, language), formatCount(of, language));
}
