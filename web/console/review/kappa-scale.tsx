import type { Agreement } from "#contract/review-quality.ts";
import { KAPPA_AIM_MILLI } from "#domain/kappa.ts";
import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

const WIDTH = 360;
const HEIGHT = 34;
const EDGE = 10;

/** One agreement on its scale from chance to always, with the aim as a heavy line; words beside it. */
export function KappaScale({
  name,
  agreement,
}: {
  readonly name: string;
  readonly agreement: Agreement;
}) {
  const { words, language, say } = useSpeech();
  const { reviewQuality } = words;
  const { kappaMilli } = agreement;
  if (kappaMilli === undefined) return <p className="soft">{say(agreement.says)}</p>;
  const place = (milli: number) =>
    EDGE + (Math.max(0, Math.min(1000, milli)) / 1000) * (WIDTH - 2 * EDGE);
  const kappa = formatCount(kappaMilli / 1000, language);
  const aim = formatCount(KAPPA_AIM_MILLI / 1000, language);
  const sentence = reviewQuality.kappaSentence(name, kappa, aim);
  return (
    <figure className="chart kappa">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence}>
        <line x1={place(0)} x2={place(1000)} y1="12" y2="12" className="axis" />
        <line
          x1={place(KAPPA_AIM_MILLI)}
          x2={place(KAPPA_AIM_MILLI)}
          y1="3"
          y2="21"
          className="kappa-aim"
        />
        <circle
          cx={place(kappaMilli)}
          cy="12"
          r="6"
          className={kappaMilli >= KAPPA_AIM_MILLI ? "kappa-met" : "kappa-below"}
        />
        {[0, KAPPA_AIM_MILLI, 1000].map((milli) => (
          <text key={milli} x={place(milli)} y="32" className="chart-label">
            {formatCount(milli / 1000, language)}
          </text>
        ))}
      </svg>
      <figcaption className="soft">{sentence}</figcaption>
    </figure>
  );
}
