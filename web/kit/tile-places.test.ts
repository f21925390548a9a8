import fc from "fast-check";
import { expect, test } from "vitest";
import { hexagon, placeTiles, tileSize } from "./tile-places.ts";

test("every tile lies within the drawing and no two share a place", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), (count, most) => {
      const { tiles, width, height } = placeTiles(count, most);
      expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
      for (const { x, y } of tiles) {
        expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
      }
    }),
  );
});

test("more families make a larger tile, and the smallest keeps room for its name", () => {
  expect(tileSize(1)).toBeGreaterThan(tileSize(0.5));
  expect(tileSize(0)).toBeGreaterThan(30);
});

test("a hexagon has six corners", () => {
  expect(hexagon({ x: 50, y: 50 }, 40).match(/[ML]/g)).toHaveLength(6);
});
