import type { ClusterCase } from "#contract/review-quality.ts";
import { ChartFrame } from "#web/kit/chart-frame.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useRecordNumbers } from "./record-numbers.ts";

const WIDTH = 360;
const MARGIN = 26;

type Kind = "link" | "agrees" | "against" | "none";

const KINDS = ["link", "agrees", "against", "none"] as const;

/** Which records agree with which, as a square: by shape in each cell, and as a table beneath. */
export function ClusterMatrix({ found }: { readonly found: ClusterCase }) {
  const { words, language } = useSpeech();
  const { clusters } = words;
  const count = (value: number) => formatCount(value, language);
  const { members, edges } = found;
  const sentence = clusters.matrixSentence(count(members.length), count(edges.length));
  const kindOf = kindsOf(found);
  const cell = Math.min(40, (WIDTH - MARGIN) / Math.max(1, members.length));
  const size = MARGIN + cell * members.length + 1;
  return (
    <ChartFrame
      sentence={sentence}
      drawing={
        <>
          <Legend />
          <svg viewBox={`0 0 ${WIDTH} ${size}`} role="img" aria-label={sentence}>
            {members.map(({ recordKey }, row) => (
              <g key={recordKey}>
                <text x={MARGIN - 6} y={MARGIN + (row + 0.5) * cell + 4} className="matrix-side">
                  {row + 1}
                </text>
                <text x={MARGIN + (row + 0.5) * cell} y={MARGIN - 8} className="matrix-top">
                  {row + 1}
                </text>
                {members.map((other, column) =>
                  column === row ? null : (
                    <Cell
                      key={other.recordKey}
                      kind={kindOf(recordKey, other.recordKey)}
                      x={MARGIN + column * cell}
                      y={MARGIN + row * cell}
                      size={cell}
                    />
                  ),
                )}
              </g>
            ))}
          </svg>
        </>
      }
      table={<EdgeTable found={found} />}
    />
  );
}

function kindsOf({ edges }: ClusterCase): (left: string, right: string) => Kind {
  const kinds = new Map<string, Kind>();
  for (const { left, right, milliBits, isLink } of edges) {
    const kind = isLink ? "link" : milliBits > 0 ? "agrees" : "against";
    kinds.set(`${left} ${right}`, kind);
    kinds.set(`${right} ${left}`, kind);
  }
  return (left, right) => kinds.get(`${left} ${right}`) ?? "none";
}

/** Filled: joined; ring: agrees; cross: speaks against; dot: never compared. */
function Cell(given: {
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}) {
  const { kind, x, y, size } = given;
  const [middleX, middleY, radius] = [x + size / 2, y + size / 2, size * 0.34];
  const arm = size * 0.26;
  return (
    <>
      <rect x={x} y={y} width={size} height={size} className="matrix-cell" />
      {kind === "none" ? (
        <circle cx={middleX} cy={middleY} r={1.2} className="matrix-none" />
      ) : null}
      {kind === "link" ? (
        <circle cx={middleX} cy={middleY} r={radius} className="matrix-link" />
      ) : null}
      {kind === "agrees" ? (
        <circle cx={middleX} cy={middleY} r={radius} className="matrix-agrees" />
      ) : null}
      {kind === "against" ? (
        <path
          d={`M${middleX - arm} ${middleY - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`}
          className="matrix-against"
        />
      ) : null}
    </>
  );
}

function Legend() {
  const { clusters } = useSpeech().words;
  return (
    <p className="legend">
      {KINDS.map((kind) => (
        <span key={kind} className="legend-step">
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <Cell kind={kind} x={0} y={0} size={14} />
          </svg>
          {clusters.legend[kind]}
        </span>
      ))}
    </p>
  );
}

/** Every compared pair of the cluster with its weight: the same as the drawing, to be read. */
function EdgeTable({ found }: { readonly found: ClusterCase }) {
  const { words, language, say } = useSpeech();
  const { clusters } = words;
  const no = useRecordNumbers(found);
  return (
    <Table
      caption={clusters.edges}
      rows={found.edges}
      keyOf={({ left, right }) => `${left} ${right}`}
      columns={[
        { head: clusters.between, cell: ({ left, right }) => `${no(left)} – ${no(right)}` },
        {
          head: clusters.weight,
          cell: ({ milliBits }) =>
            formatCount(Math.round(milliBits / 100) / 10, language).replace("-", "−"),
          isFigure: true,
        },
        { head: clusters.says, cell: ({ says }) => say(says) },
      ]}
    />
  );
}
