import { say, type Words } from "./words.ts";

/** The twelve groups of Pemerlu Atensi Sosial (Kepmensos 103/HUK/2025). Vault: never on a sheet. */
export const PAS_GROUPS: Readonly<Record<number, Words>> = {
  1: say("Anak rentan", "Vulnerable children"),
  2: say("Penyandang disabilitas", "Persons with disabilities"),
  3: say("Lanjut usia telantar", "Neglected older persons"),
  4: say("Berpendapatan rendah", "Low income"),
  5: say("Korban bencana", "Victims of disaster"),
  6: say("Afirmasi khusus (KAT)", "Remote indigenous communities"),
  7: say("Bekas warga binaan", "Former prisoners"),
  8: say("Korban kekerasan", "Victims of violence"),
  9: say("Korban NAPZA dan HIV/AIDS", "Victims of drugs and HIV/AIDS"),
  10: say("Bermasalah sosial", "Social problems"),
  11: say("Perempuan rentan", "Vulnerable women"),
  12: say("Fakir miskin", "The poor"),
};

type PpksRow = readonly [number: number, pas: number, id: string, en: string];

const PPKS_ROWS: readonly PpksRow[] = [
  [1, 1, "Anak balita telantar", "Neglected infants"],
  [2, 1, "Anak telantar", "Neglected children"],
  [3, 1, "Anak berhadapan dengan hukum", "Children in conflict with the law"],
  [4, 1, "Anak jalanan", "Street children"],
  [5, 1, "Anak dengan kedisabilitasan", "Children with disabilities"],
  [6, 1, "Anak korban kekerasan", "Children who are victims of violence"],
  [7, 1, "Anak memerlukan perlindungan khusus", "Children in need of special protection"],
  [8, 3, "Lanjut usia telantar", "Neglected older persons"],
  [9, 2, "Penyandang disabilitas", "Persons with disabilities"],
  [10, 10, "Tuna susila", "Sex workers"],
  [11, 4, "Gelandangan", "Homeless"],
  [12, 4, "Pengemis", "Beggars"],
  [13, 4, "Pemulung", "Waste pickers"],
  [14, 10, "Kelompok minoritas", "Minorities"],
  [15, 7, "Bekas warga binaan", "Former prisoners"],
  [16, 9, "Orang dengan HIV/AIDS", "People with HIV/AIDS"],
  [17, 9, "Korban penyalahgunaan NAPZA", "Victims of drugs"],
  [18, 8, "Korban perdagangan orang", "Victims of trafficking"],
  [19, 8, "Korban tindak kekerasan", "Victims of violence"],
  [20, 8, "Pekerja migran bermasalah sosial", "Migrant workers with social problems"],
  [21, 5, "Korban bencana alam", "Victims of natural disaster"],
  [22, 5, "Korban bencana sosial", "Victims of social disaster"],
  [23, 11, "Perempuan rawan sosial ekonomi", "Women at social and economic risk"],
  [24, 12, "Fakir miskin", "The poor"],
  [25, 10, "Keluarga bermasalah sosial psikologis", "Families with psychosocial problems"],
  [26, 6, "Komunitas adat terpencil", "Remote indigenous communities"],
];

/** One of the twenty-six PPKS categories, with the group of the twelve it went into. */
export type PpksCategory = { readonly number: number; readonly pas: number; readonly words: Words };

export const PPKS_CATEGORIES: readonly PpksCategory[] = PPKS_ROWS.map(([number, pas, id, en]) => ({
  number,
  pas,
  words: say(id, en),
}));

/** The group of today for a category of before; undefined for numbers outside the twenty-six. */
export function findPasOf(ppks: number): number | undefined {
  return PPKS_CATEGORIES.find(({ number }) => number === ppks)?.pas;
}
