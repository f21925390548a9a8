import { useState } from "react";
import type { RegionFigure } from "#contract/home.ts";
import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { formatCount, formatShare } from "./format.ts";
import { hexagon, placeTiles, type Tile, tileSize } from "./tile-places.ts";
import { useNarrow } from "./use-narrow.ts";
import { useSpeech } from "./words/language.tsx";

/** Families in deciles 1 to 4 among all of the region. */
export function shareOfLowest({ deciles, families }: RegionFigure): number {
  const lowest = deciles.slice(0, 4).reduce((sum, count) => sum + count, 0);
  return families === 0 ? 0 : lowest / families;
}

/** Lower bounds of the five shades; a darker tile has more families in need. */
const BOUNDS = [0, 0.2, 0.3, 0.4, 0.5] as const;

function shadeOf(share: number): number {
  return BOUNDS.findLastIndex((bound) => share >= bound);
}

/** Regions as hexagons: colour says the share of deciles 1 to 4, size the number of families. */
export function TileMap({
  parts,
  basis,
  chosen,
  onChoose,
}: {
  readonly parts: readonly RegionFigure[];
  readonly basis: DecileBasis | undefined;
  readonly chosen?: string | undefined;
  readonly onChoose?: (code: string) => void;
}) {
  const { words } = useSpeech();
  const isNarrow = useNarrow();
  const { tiles, width, height } = placeTiles(parts.length, isNarrow ? 3 : 6);
  const largest = Math.max(1, ...parts.map(({ families }) => families));
  return (
    <figure className="tile-map">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        {...(onChoose ? { role: "group" } : { role: "img" })}
        aria-label={words.map.title}
      >
        {parts.map((part, i) => (
          <MapTile
            key={part.code}
            part={part}
            tile={tiles[i] ?? { x: 0, y: 0 }}
            size={tileSize(part.families / largest)}
            isChosen={part.code === chosen}
            onChoose={onChoose}
          />
        ))}
      </svg>
      <Legend basis={basis} />
    </figure>
  );
}

function MapTile(given: {
  readonly part: RegionFigure;
  readonly tile: Tile;
  readonly size: number;
  readonly isChosen: boolean;
  readonly onChoose?: ((code: string) => void) | undefined;
}) {
  const { words, language } = useSpeech();
  const [hasFocus, setFocus] = useState(false);
  const { part, tile, size, isChosen, onChoose } = given;
  const share = shareOfLowest(part);
  const said = `${part.name}: ${words.map.share} ${formatShare(share, language)}, ${formatCount(part.families, language)} ${words.common.families}`;
  const shape = (
    <>
      <path d={hexagon(tile, size)} className={`shade-${shadeOf(share)} tile-edge`}>
        <title>{said}</title>
      </path>
      {isChosen || hasFocus ? <path d={hexagon(tile, size + 3)} className="tile-chosen" /> : null}
      <text x={tile.x} y={tile.y - 2} className={`tile-name on-shade-${shadeOf(share)}`}>
        {shorten(part.name)}
      </text>
      <text x={tile.x} y={tile.y + 12} className={`tile-value on-shade-${shadeOf(share)}`}>
        {formatShare(share, language)}
      </text>
    </>
  );
  if (onChoose === undefined) return <g>{shape}</g>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG group cannot be a button element
    <g
      role="button"
      tabIndex={0}
      data-row
      aria-pressed={isChosen}
      className="tile"
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onClick={() => onChoose(part.code)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose(part.code);
      }}
    >
      {shape}
    </g>
  );
}

function Legend({ basis }: { readonly basis: DecileBasis | undefined }) {
  const { words, language, say } = useSpeech();
  return (
    <figcaption className="legend">
      <span>{words.map.legend}:</span>
      {BOUNDS.map((bound, shade) => (
        <span key={bound} className="legend-step">
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" className={`shade-${shade} tile-edge`} />
          </svg>
          {shade === BOUNDS.length - 1
            ? `≥ ${formatShare(bound, language)}`
            : `${formatShare(bound, language)}–${formatShare(BOUNDS[shade + 1] ?? 1, language)}`}
        </span>
      ))}
      {basis === undefined ? null : <span>{say(sayDecileBasis(basis))}</span>}
    </figcaption>
  );
}

function shorten(name: string): string {
  return name.length <= 11 ? name : `${name.slice(0, 10)}…`;
}
