import type { Source } from "#domain/source.ts";

type Owner = {
  readonly source: Source;
  readonly institution: string;
  readonly legal_basis: string;
  readonly cadence: string;
  readonly retention_months: number;
};

const owner = (
  source: Source,
  institution: string,
  legal_basis: string,
  cadence: string,
  retention_months: number,
): Owner => ({ source, institution, legal_basis, cadence, retention_months });

/** Who owns a source, by which law it is sent, how often, and how long its files are kept. */
export const SOURCE_OWNERS: readonly Owner[] = [
  owner(
    "dukcapil",
    "Ditjen Dukcapil",
    "UU 23/2006 jo. UU 24/2013 pasal 58",
    "dua kali setahun",
    24,
  ),
  owner("dtks", "Kementerian Sosial", "UU 13/2011 pasal 8-10", "sekali", 24),
  owner("regsosek", "BPS", "Inpres 4/2022", "sekali", 24),
  owner("p3ke", "Kemenko PMK", "Inpres 4/2022", "sekali", 24),
  owner("dtsen", "BPS", "Inpres 4/2025; Peraturan BPS 6/2025", "triwulan", 24),
  owner("pln", "PT PLN (Persero)", "Inpres 4/2025", "triwulan", 12),
  owner("bpjs-kesehatan", "BPJS Kesehatan", "Inpres 4/2025", "triwulan", 12),
  owner("bpjs-ketenagakerjaan", "BPJS Ketenagakerjaan", "Inpres 4/2025", "triwulan", 12),
  owner("bkn", "Badan Kepegawaian Negara", "Inpres 4/2025", "triwulan", 12),
  owner("ahu", "Ditjen AHU", "Inpres 4/2025", "triwulan", 12),
  owner("vehicles", "Korlantas Polri", "Inpres 4/2025", "triwulan", 12),
  owner("land", "Kementerian ATR/BPN", "Inpres 4/2025", "triwulan", 12),
  owner("dapodik", "Kemendikdasmen", "Inpres 4/2025", "semester", 12),
  owner("social-ministry", "Kementerian Sosial", "Kepmensos 79/HUK/2025", "triwulan", 12),
  owner("susenas", "BPS", "UU 16/1997", "dua kali setahun", 60),
  owner("feedback", "Meja kerja OpenDTSEN", "UU 27/2022 pasal 6", "harian", 24),
];
