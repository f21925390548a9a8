/** The middle of a tile in drawing units. */
export type Tile = { readonly x: number; readonly y: number };

/** Centre to corner of the largest tile. */
const RADIUS = 44;
/** The smallest tile keeps room for its name. */
const SMALLEST = 0.78;
const COLUMN = RADIUS * 1.74;
const ROW = RADIUS * 1.52;

/**
 * A honeycomb close to a square, filled in order of code. Neighbours in code are mostly neighbours
 * on the ground; the screen says that the position is not the true one.
 */
export function placeTiles(
  count: number,
  most: number,
): {
  readonly tiles: readonly Tile[];
  readonly width: number;
  readonly height: number;
} {
  const columns = Math.max(1, Math.min(most, Math.ceil(Math.sqrt(count))));
  const tiles = Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const shift = row % 2 === 0 ? 0 : COLUMN / 2;
    return { x: 8 + COLUMN / 2 + (i % columns) * COLUMN + shift, y: 8 + RADIUS + row * ROW };
  });
  const rows = Math.max(1, Math.ceil(count / columns));
  return {
    tiles,
    width: 16 + columns * COLUMN + (rows > 1 ? COLUMN / 2 : 0),
    height: 16 + 2 * RADIUS + (rows - 1) * ROW,
  };
}

/** Centre to corner for a share (0 to 1) of the largest: the area follows the number of families. */
export function tileSize(share: number): number {
  return RADIUS * Math.sqrt(SMALLEST ** 2 + (1 - SMALLEST ** 2) * share) - 2;
}

/** Path of a hexagon that stands on its corner. */
export function hexagon({ x, y }: Tile, size: number): string {
  const corners = [0, 1, 2, 3, 4, 5].map((corner) => {
    const angle = (Math.PI / 3) * corner - Math.PI / 2;
    return `${(x + size * Math.cos(angle)).toFixed(1)} ${(y + size * Math.sin(angle)).toFixed(1)}`;
  });
  return `M ${corners.join(" L ")} Z`;
}
