import { DECILES } from "./deciles.ts";

/** Ten steps with a mark where the family stands; the words beside it say the same. */
export function StandingStrip({
  label,
  decile,
  percentile,
  sentence,
}: {
  readonly label: string;
  readonly decile: number;
  /** 1 to 100: where exactly within the strip; the middle of the decile without it. */
  readonly percentile?: number | undefined;
  readonly sentence: string;
}) {
  const mark = percentile === undefined ? (decile - 0.5) * 36 : (percentile - 0.5) * 3.6;
  return (
    <div className="strip">
      <p className="strip-label">
        <span>{label}</span>
        <strong>{sentence}</strong>
      </p>
      <svg viewBox="0 0 360 44" role="img" aria-label={`${label}: ${sentence}`}>
        {DECILES.map((step) => (
          <rect
            key={step}
            className={`fill-decile-${step} decile-edge`}
            x={(step - 1) * 36 + 1}
            y="14"
            width="34"
            height={step === decile ? 20 : 14}
            rx="2"
          />
        ))}
        <path className="strip-mark" d={`M ${mark - 7} 0 h 14 l -7 12 z`} />
        <text className="chart-label strip-end" x="2" y="43">
          1
        </text>
        <text className="chart-label strip-end-right" x="358" y="43">
          10
        </text>
      </svg>
    </div>
  );
}
