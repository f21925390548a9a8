import { codeList, renumbered, type StandardRow } from "./code-list.ts";

const WATERS: readonly StandardRow[] = [
  [1, "Air kemasan bermerek", "Branded bottled water"],
  [2, "Air isi ulang", "Refilled water"],
  [3, "Leding", "Piped water"],
  [4, "Sumur bor/pompa", "Borehole or pump"],
  [5, "Sumur terlindung", "Protected well"],
  [6, "Sumur tak terlindung", "Unprotected well"],
  [7, "Mata air terlindung", "Protected spring"],
  [8, "Mata air tak terlindung", "Unprotected spring"],
  [9, "Air permukaan", "Surface water"],
  [10, "Air hujan", "Rainwater"],
  [11, "Lainnya", "Other"],
];

export const WATER_SOURCE = codeList("water-source", "306a", WATERS, {
  dtks: [
    ...renumbered(WATERS, { 1: 1, 2: 2 }),
    [3, 3, "Leding meteran", "Metered piped water"],
    [4, 3, "Leding eceran", "Piped water bought by the can"],
    ...renumbered(WATERS, { 5: 4, 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 10, 12: 11 }),
  ],
  p3ke: [
    [1, 2, "Air kemasan/isi ulang", "Bottled or refilled water"],
    [2, 3, "Leding/PAM", "Piped water"],
    [3, 4, "Sumur bor/pompa", "Borehole or pump"],
    [4, 5, "Sumur terlindung", "Protected well"],
    [5, 6, "Sumur tak terlindung", "Unprotected well"],
    [6, 9, "Air permukaan", "Surface water"],
    [7, 10, "Air hujan", "Rainwater"],
    [8, 11, "Lainnya", "Other"],
  ],
});

const TOILETS: readonly StandardRow[] = [
  [1, "Sendiri", "Own"],
  [2, "Bersama rumah tangga tertentu", "Shared with certain households"],
  [3, "MCK komunal", "Communal"],
  [4, "MCK umum", "Public"],
  [5, "Ada, tidak digunakan", "Exists, unused"],
  [6, "Tidak ada", "None"],
];

export const TOILET_FACILITY = codeList("toilet-facility", "309a", TOILETS, {
  dtks: [
    [1, 1, "Sendiri", "Own"],
    [2, 2, "Bersama", "Shared"],
    [3, 4, "Umum", "Public"],
    [4, 6, "Tidak ada", "None"],
  ],
  p3ke: [
    [1, 1, "Ya, dengan tangki septik", "Own, with septic tank"],
    [2, 1, "Ya, tanpa tangki septik", "Own, without septic tank"],
    [3, 3, "Jamban umum/bersama", "Public or shared"],
    [4, 6, "Tidak ada", "None"],
  ],
});

export const CLOSET_TYPE = codeList(
  "closet-type",
  "309b",
  [
    [1, "Leher angsa", "Water seal"],
    [2, "Plengsengan bertutup", "Covered slope pan"],
    [3, "Plengsengan tanpa tutup", "Open slope pan"],
    [4, "Cemplung/cubluk", "Pit"],
  ],
  {
    dtks: [
      [1, 1, "Leher angsa", "Water seal"],
      [2, 3, "Plengsengan", "Slope pan"],
      [3, 4, "Cemplung/cubluk", "Pit"],
      [4, "not-applicable", "Tidak pakai", "None used"],
    ],
  },
);

const DISPOSALS: readonly StandardRow[] = [
  [1, "Tangki septik", "Septic tank"],
  [2, "IPAL", "Sewerage"],
  [3, "Kolam/sawah/sungai/danau/laut", "Pond, field, river, lake or sea"],
  [4, "Lubang tanah", "Hole in the ground"],
  [5, "Pantai/tanah lapang/kebun", "Beach, open ground or garden"],
  [6, "Lainnya", "Other"],
];

export const WASTE_DISPOSAL = codeList("waste-disposal", "310", DISPOSALS, {
  dtks: [
    [1, 1, "Tangki", "Septic tank"],
    [2, 2, "SPAL", "Sewerage"],
    ...renumbered(DISPOSALS, { 3: 4, 4: 3, 5: 5, 6: 6 }),
  ],
});

export const LIGHTING_SOURCE = codeList(
  "lighting-source",
  "307a",
  [
    [1, "Listrik PLN dengan meteran", "PLN with meter"],
    [2, "Listrik PLN tanpa meteran", "PLN without meter"],
    [3, "Listrik non-PLN", "Other electricity"],
    [4, "Bukan listrik", "No electricity"],
  ],
  {
    dtks: [
      [1, 1, "Listrik PLN", "PLN"],
      [2, 3, "Listrik non-PLN", "Other electricity"],
      [3, 4, "Bukan listrik", "No electricity"],
    ],
    p3ke: [
      [1, 1, "Listrik PLN", "PLN"],
      [2, 3, "Listrik non-PLN", "Other electricity"],
      [3, 4, "Lampu minyak/lainnya", "Oil lamp or other"],
    ],
  },
);

const POWERS: readonly StandardRow[] = [
  [1, "450 VA", "450 VA"],
  [2, "900 VA", "900 VA"],
  [3, "1.300 VA", "1,300 VA"],
  [4, "2.200 VA", "2,200 VA"],
  [5, "Lebih dari 2.200 VA", "More than 2,200 VA"],
];

export const POWER_CAPACITY = codeList("power-capacity", "307b", POWERS, {
  dtks: [
    ...renumbered(POWERS, { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 }),
    [6, "not-applicable", "Tanpa meteran", "No meter"],
  ],
});

const FUELS: readonly StandardRow[] = [
  [1, "Listrik", "Electricity"],
  [2, "Elpiji 5,5 kg", "LPG 5.5 kg"],
  [3, "Elpiji 12 kg", "LPG 12 kg"],
  [4, "Elpiji 3 kg", "LPG 3 kg"],
  [5, "Gas kota", "Town gas"],
  [6, "Biogas", "Biogas"],
  [7, "Minyak tanah", "Kerosene"],
  [8, "Briket", "Briquettes"],
  [9, "Arang", "Charcoal"],
  [10, "Kayu bakar", "Firewood"],
  [11, "Lainnya", "Other"],
  [12, "Tidak memasak di rumah", "Does not cook at home"],
];

const AS_IN_THE_FORM = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 11 };

/** The delivered DTSEN set writes nought where the form writes twelve. */
export const COOKING_FUEL = codeList("cooking-fuel", "308", FUELS, {
  dtsen: renumbered(FUELS, { 0: 12, ...AS_IN_THE_FORM }),
  dtks: [
    [1, 1, "Listrik", "Electricity"],
    [2, 3, "Gas lebih dari 3 kg", "Gas above 3 kg"],
    [3, 4, "Gas 3 kg", "Gas 3 kg"],
    [4, 5, "Gas kota/biogas", "Town gas or biogas"],
    ...renumbered(FUELS, { 5: 7, 6: 8, 7: 9, 8: 10, 9: 12 }),
  ],
  p3ke: [
    [1, 4, "Listrik/gas", "Electricity or gas"],
    [2, 7, "Minyak tanah", "Kerosene"],
    [3, 10, "Arang/kayu", "Charcoal or wood"],
    [4, 11, "Lainnya", "Other"],
  ],
});
