import type { ReviewFigures } from "#contract/review-quality.ts";
import { formatCount } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** The day so far, said once and calmly: no bar to race against. */
export function DayLine() {
  const { words, language, say } = useSpeech();
  const { review } = words;
  const figures = useAsked<ReviewFigures>("/identity-reviews/figures");
  if (figures.data?.ok !== true) return null;
  const { me, queue } = figures.data.value;
  const count = (value: number) => formatCount(value, language);
  const rows = [
    [review.today, count(me.today)],
    [review.open, count(queue.open)],
    [review.pace, me.seconds === undefined ? review.noPace : review.seconds(count(me.seconds))],
    [review.agreement, say(me.agreement.says)],
  ] as const;
  return (
    <dl className="day-line">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
