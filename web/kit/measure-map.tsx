import { useState } from "react";
import { provinceTiles } from "./province-tiles.ts";
import { useNarrow } from "./use-narrow.ts";
import { useSpeech } from "./words/language.tsx";

/** One region on the map: what it is called, how much, and how that is said. */
export type MeasureTile = {
  readonly code: string;
  readonly name: string;
  /** Undefined where it is withheld or was not measured. */
  readonly value: number | undefined;
  /** In a few signs, as it stands in the tile. */
  readonly said: string;
};

/** Lower bounds of the five shades, as they are said. */
export type Bounds = readonly { readonly from: number; readonly said: string }[];

const SIDE = 52;
const GAP = 4;
/** More letters than these are set smaller: a font that is wider than ours must not run over the edge. */
const FITS = 5;
type Placed = MeasureTile & {
  readonly column: number;
  readonly row: number;
  readonly short: string;
};

/** Regions as equal tiles: provinces where they roughly lie, others in the order of their codes. Schematic. */
export function MeasureMap(given: {
  readonly title: string;
  readonly tiles: readonly MeasureTile[];
  readonly bounds: Bounds;
  readonly isNation: boolean;
  readonly onChoose: ((code: string) => void) | undefined;
}) {
  const isNarrow = useNarrow();
  const { title, tiles, bounds, isNation, onChoose } = given;
  const columns = isNarrow ? 5 : 10;
  const placed = isNation ? byProvince(tiles, isNarrow) : inRows(tiles, columns);
  const last = isNation ? Math.max(...placed.map(({ column }) => column)) : columns - 1;
  const width = (last + 1) * SIDE;
  const height = (Math.max(0, ...placed.map(({ row }) => row)) + 1) * SIDE;
  return (
    <figure className="measure-map">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role={onChoose === undefined ? "img" : "group"}
        aria-label={title}
      >
        {placed.map((tile) => (
          <Square key={tile.code} tile={tile} bounds={bounds} onChoose={onChoose} />
        ))}
      </svg>
      <Legend bounds={bounds} />
    </figure>
  );
}

/** Every province, also those without figures: a hole in the map would be read as sea. */
function byProvince(tiles: readonly MeasureTile[], isNarrow: boolean): readonly Placed[] {
  return [...provinceTiles(isNarrow)].map(([code, place]) => {
    const known = tiles.find((tile) => tile.code === code);
    return { code, name: place.short, value: undefined, said: "–", ...known, ...place };
  });
}

const inRows = (tiles: readonly MeasureTile[], columns: number): readonly Placed[] =>
  tiles.map((tile, i) => ({
    ...tile,
    column: i % columns,
    row: Math.floor(i / columns),
    short: shorten(tile.name),
  }));

/** As much of a name as a tile holds; what kind of region it is goes first. */
function shorten(name: string): string {
  const own = name.replace(/^(Kabupaten|Kota Administrasi|Kota) /, "");
  return own.length <= 7 ? own : `${own.slice(0, 6)}…`;
}

function Square(given: {
  readonly tile: Placed;
  readonly bounds: Bounds;
  readonly onChoose: ((code: string) => void) | undefined;
}) {
  const [hasFocus, setFocus] = useState(false);
  const { tile, bounds, onChoose } = given;
  const { code, name, short, said, value } = tile;
  const shade = value === undefined ? -1 : bounds.findLastIndex(({ from }) => value >= from);
  const [x, y] = [tile.column * SIDE, tile.row * SIDE];
  const box = { x: x + GAP / 2, y: y + GAP / 2, width: SIDE - GAP, height: SIDE - GAP, rx: 4 };
  const shape = (
    <>
      <rect {...box} className={shade < 0 ? "no-measure" : `shade-${shade} tile-edge`}>
        <title>{`${name}: ${said}`}</title>
      </rect>
      {hasFocus ? <rect {...box} className="tile-chosen" /> : null}
      <text
        x={x + SIDE / 2}
        y={y + 22}
        className={`square-name ${short.length > FITS ? "long" : ""} on-shade-${Math.max(0, shade)}`}
      >
        {short}
      </text>
      <text x={x + SIDE / 2} y={y + 37} className={`square-value on-shade-${Math.max(0, shade)}`}>
        {said}
      </text>
    </>
  );
  if (onChoose === undefined || said === "–") return <g>{shape}</g>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG group cannot be a button element
    <g
      role="button"
      tabIndex={0}
      className="square"
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onClick={() => onChoose(code)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose(code);
      }}
    >
      {shape}
    </g>
  );
}

function Legend({ bounds }: { readonly bounds: Bounds }) {
  const { words } = useSpeech();
  return (
    <figcaption className="legend">
      {bounds.map(({ from, said }, shade) => (
        <span key={from} className="legend-step">
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" className={`shade-${shade} tile-edge`} />
          </svg>
          {said}
        </span>
      ))}
      <span className="legend-step">
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <rect width="14" height="14" rx="2" className="no-measure" />
        </svg>
        {words.bench.none}
      </span>
    </figcaption>
  );
}
