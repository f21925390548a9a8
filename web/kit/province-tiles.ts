/** Where a province stands on the schematic map, and how it is called in short. */
export type ProvinceTile = {
  readonly column: number;
  readonly row: number;
  readonly short: string;
};

const tile = (column: number, row: number, short: string): ProvinceTile => ({ column, row, short });

/**
 * Provinces by Kemendagri code on a grid of our own: roughly west to east and north to south, one tile each whatever its
 * size. It shows what lies near what, and no border, area or distance.
 */
const TILES: Readonly<Record<string, ProvinceTile>> = {
  "11": tile(0, 0, "Aceh"),
  "12": tile(1, 1, "Sumut"),
  "14": tile(2, 1, "Riau"),
  "21": tile(3, 0, "Kepri"),
  "13": tile(1, 2, "Sumbar"),
  "15": tile(2, 2, "Jambi"),
  "19": tile(3, 2, "Babel"),
  "17": tile(1, 3, "Bengk."),
  "16": tile(2, 3, "Sumsel"),
  "18": tile(2, 4, "Lamp."),
  "36": tile(2, 5, "Banten"),
  "31": tile(3, 5, "DKI"),
  "32": tile(4, 5, "Jabar"),
  "33": tile(5, 5, "Jateng"),
  "34": tile(5, 6, "DIY"),
  "35": tile(6, 5, "Jatim"),
  "51": tile(7, 5, "Bali"),
  "52": tile(8, 5, "NTB"),
  "53": tile(9, 6, "NTT"),
  "61": tile(5, 2, "Kalbar"),
  "62": tile(6, 2, "Kalteng"),
  "63": tile(6, 3, "Kalsel"),
  "64": tile(7, 2, "Kaltim"),
  "65": tile(7, 1, "Kaltara"),
  "71": tile(10, 1, "Sulut"),
  "75": tile(9, 1, "Gtlo"),
  "72": tile(9, 2, "Sulteng"),
  "76": tile(8, 3, "Sulbar"),
  "73": tile(8, 4, "Sulsel"),
  "74": tile(9, 3, "Sultra"),
  "82": tile(11, 2, "Malut"),
  "81": tile(11, 4, "Maluku"),
  "96": tile(12, 2, "P.Bar.D"),
  "92": tile(12, 3, "P.Barat"),
  "94": tile(13, 3, "P.Teng."),
  "91": tile(14, 2, "Papua"),
  "95": tile(14, 3, "P.Peg."),
  "93": tile(14, 4, "P.Sel."),
};

/** On a phone the east hangs below the west, so that names can be read. */
const WEST = 8;
const EAST_ROW = 7;

/** The tiles of every province: those of the west above those of the east where the page is narrow. */
export function provinceTiles(isNarrow: boolean): ReadonlyMap<string, ProvinceTile> {
  if (!isNarrow) return new Map(Object.entries(TILES));
  return new Map(
    Object.entries(TILES).map(([code, { column, row, short }]) => [
      code,
      column < WEST
        ? { column, row, short }
        : { column: column - WEST, row: row + EAST_ROW, short },
    ]),
  );
}
