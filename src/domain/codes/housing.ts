import { codeList, renumbered, type StandardRow } from "./code-list.ts";

export const KK_STATUS = codeList("kk-status", "115", [
  [0, "KK sesuai", "Card agrees with the family"],
  [1, "Keluarga induk", "Original family of a divided card"],
  [2, "Keluarga pecahan", "Family split off from a card"],
]);

export const HOME_OWNERSHIP = codeList(
  "home-ownership",
  "301a",
  [
    [1, "Milik sendiri", "Owned"],
    [2, "Kontrak/sewa", "Rented"],
    [3, "Bebas sewa", "Rent-free"],
    [4, "Dinas", "Official residence"],
    [5, "Lainnya", "Other"],
  ],
  {
    p3ke: [
      [1, 1, "Milik sendiri", "Owned"],
      [2, 2, "Kontrak/sewa", "Rented"],
      [3, 3, "Menumpang", "Staying with others"],
      [4, 4, "Dinas", "Official residence"],
      [5, 5, "Lainnya", "Other"],
    ],
  },
);

const FLOORS: readonly StandardRow[] = [
  [1, "Marmer/granit", "Marble or granite"],
  [2, "Keramik", "Ceramic"],
  [3, "Parket/vinil/karpet", "Parquet, vinyl or carpet"],
  [4, "Ubin/tegel/teraso", "Tile or terrazzo"],
  [5, "Kayu/papan", "Wood or planks"],
  [6, "Semen/bata merah", "Cement or red brick"],
  [7, "Bambu", "Bamboo"],
  [8, "Tanah", "Earth"],
  [9, "Lainnya", "Other"],
];

export const FLOOR_MATERIAL = codeList("floor-material", "303", FLOORS, {
  dtks: [
    ...renumbered(FLOORS, { 1: 1, 2: 2, 3: 3, 4: 4 }),
    [5, 5, "Kayu/papan kualitas tinggi", "Wood of high quality"],
    [6, 6, "Semen/bata merah", "Cement or red brick"],
    [7, 7, "Bambu", "Bamboo"],
    [8, 5, "Kayu/papan kualitas rendah", "Wood of low quality"],
    [9, 8, "Tanah", "Earth"],
    [10, 9, "Lainnya", "Other"],
  ],
  p3ke: [
    [1, 2, "Keramik/granit/marmer/ubin/tegel/teraso", "Ceramic, granite, marble or tile"],
    [2, 6, "Semen", "Cement"],
    [3, 5, "Kayu/papan", "Wood or planks"],
    [4, 7, "Bambu", "Bamboo"],
    [5, 8, "Tanah", "Earth"],
    [6, 9, "Lainnya", "Other"],
  ],
});

const WALLS: readonly StandardRow[] = [
  [1, "Tembok", "Masonry"],
  [2, "Plesteran anyaman bambu/kawat", "Plastered bamboo or wire mesh"],
  [3, "Kayu/papan/gipsum/GRC/kalsibor", "Wood, gypsum or board"],
  [4, "Anyaman bambu", "Woven bamboo"],
  [5, "Batang kayu", "Logs"],
  [6, "Bambu", "Bamboo"],
  [7, "Lainnya", "Other"],
];

export const WALL_MATERIAL = codeList("wall-material", "304", WALLS, {
  p3ke: [
    [1, 1, "Tembok", "Masonry"],
    [2, 3, "Kayu/papan", "Wood or planks"],
    [3, 4, "Bambu", "Bamboo"],
    [4, 7, "Seng", "Corrugated zinc"],
    [5, 7, "Lainnya", "Other"],
  ],
});

const ROOFS: readonly StandardRow[] = [
  [1, "Beton", "Concrete"],
  [2, "Genteng", "Tiles"],
  [3, "Seng", "Corrugated zinc"],
  [4, "Asbes", "Asbestos"],
  [5, "Kayu/sirap", "Wood or shingles"],
  [6, "Bambu", "Bamboo"],
  [7, "Jerami/ijuk/daun/rumbia", "Straw, fibre or leaves"],
  [8, "Lainnya", "Other"],
];

/** The delivered DTSEN set swaps five and six: a number read by the wrong list turns bamboo into shingles. */
export const ROOF_MATERIAL = codeList("roof-material", "305", ROOFS, {
  dtsen: renumbered(ROOFS, { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 5, 7: 7, 8: 8 }),
  dtks: [
    [1, 1, "Beton/genteng beton", "Concrete or concrete tiles"],
    [2, 2, "Genteng keramik", "Ceramic tiles"],
    [3, 2, "Genteng metal", "Metal tiles"],
    [4, 2, "Genteng tanah liat", "Clay tiles"],
    [5, 4, "Asbes", "Asbestos"],
    [6, 3, "Seng", "Corrugated zinc"],
    [7, 5, "Sirap", "Shingles"],
    [8, 6, "Bambu", "Bamboo"],
    [9, 7, "Jerami/ijuk/daun-daunan/rumbia", "Straw, fibre or leaves"],
    [10, 8, "Lainnya", "Other"],
  ],
  p3ke: [
    [1, 2, "Genteng", "Tiles"],
    [2, 3, "Seng", "Corrugated zinc"],
    [3, 4, "Asbes", "Asbestos"],
    [4, 5, "Kayu/sirap", "Wood or shingles"],
    [5, 7, "Daun/rumbia", "Leaves or palm"],
    [6, 1, "Beton", "Concrete"],
    [7, 8, "Lainnya", "Other"],
  ],
});
