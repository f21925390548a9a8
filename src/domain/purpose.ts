import { say, type Words } from "./words.ts";

/** Why personal data is touched. Every transaction names one, and the audit row keeps it. */
export const PURPOSES = [
  "verification",
  "service",
  "complaint",
  "program-determination",
  "supervision",
  "oversight",
  "worklist",
  "account",
  "own-data",
  "cek-status",
  "update",
  "identity-check",
  "publication",
  "statistics",
  "data-sharing",
  "protection",
  "administration",
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Words, the law it stands on, and whether personal data may be opened under it. */
export type PurposeTerms = {
  readonly words: Words;
  readonly legalBasis: string;
  /** False: only lists, counts and records of work, never a person's data. */
  readonly opensPersonalData: boolean;
};

const terms = (id: string, en: string, legalBasis: string, opensPersonalData = true) => ({
  words: say(id, en),
  legalBasis,
  opensPersonalData,
});

export const PURPOSE_TERMS = {
  verification: terms(
    "Verifikasi dan validasi",
    "Verification",
    "UU 13/2011 pasal 8; Permensos 3/2025",
  ),
  service: terms("Melayani warga di loket", "Serving a citizen", "UU 25/2009; Permensos 3/2025"),
  complaint: terms("Menangani pengaduan", "Handling a complaint", "UU 25/2009; Perpres 76/2013"),
  "program-determination": terms(
    "Penetapan program",
    "Determining a program",
    "Inpres 4/2025; Kepmensos 79/HUK/2025",
  ),
  supervision: terms("Pengawasan", "Supervision", "UU 15/2006; PP 60/2008; Inpres 4/2025"),
  oversight: terms(
    "Memeriksa jejak audit",
    "Checking the audit trail",
    "UU 27/2022 pasal 31 dan 54",
    false,
  ),
  worklist: terms("Melihat daftar kerja", "Seeing one's worklist", "Permensos 3/2025", false),
  account: terms("Mengurus akun sendiri", "One's own account", "Perban BSSN 4/2021", false),
  "own-data": terms("Melihat data sendiri", "Seeing one's own data", "UU 27/2022 pasal 5-7"),
  "cek-status": terms(
    "Cek status penerima",
    "Checking one's status",
    "UU 14/2008; Permensos 3/2025",
  ),
  update: terms(
    "Pemutakhiran data tunggal",
    "Updating the register",
    "Inpres 4/2025; Peraturan BPS 6/2025 pasal 12-17",
  ),
  "identity-check": terms(
    "Memadankan dengan Dukcapil",
    "Checking identity with the civil registry",
    "UU 24/2013 pasal 58; Peraturan BPS 6/2025",
  ),
  publication: terms(
    "Menerbitkan versi",
    "Publishing a version",
    "Peraturan BPS 6/2025; Perpres 39/2019",
    false,
  ),
  statistics: terms(
    "Menyusun statistik dan perencanaan",
    "Statistics and planning",
    "UU 16/1997; Inpres 4/2025; UU 27/2022 pasal 15",
  ),
  "data-sharing": terms(
    "Berbagi pakai data",
    "Sharing data",
    "Permen PPN 7/2025; Peraturan BPS 6/2025",
  ),
  protection: terms(
    "Pelindungan orang yang terancam",
    "Protecting a person in danger",
    "UU 12/2022; UU 27/2022 pasal 4(2)",
  ),
  administration: terms(
    "Mengelola akun dan penugasan",
    "Managing accounts and appointments",
    "Perban BSSN 4/2021",
    false,
  ),
} as const satisfies Record<Purpose, PurposeTerms>;
