import { say, type Words } from "./words.ts";

/** What other offices state about a person, house, meter, vehicle or business (domain.md 2.3). */
export const EVIDENCE_STATEMENTS = [
  "power-va",
  "civil-servant",
  "monthly-wage",
  "director",
  "pbi",
  "car",
  "motorcycle",
  "land-value",
  "enrolled",
  "state-pensioner",
  "village-official",
  "social-staff",
  "sealed-report",
  "gave-up-pkh",
  "gave-up-sembako",
] as const;
export type EvidenceStatement = (typeof EVIDENCE_STATEMENTS)[number];

export const EVIDENCE_STATEMENT_WORDS = {
  "power-va": say("Daya listrik terpasang", "Installed electric power"),
  "civil-servant": say("Tercatat sebagai pegawai negeri", "Recorded as a civil servant"),
  "monthly-wage": say("Upah sebulan menurut iuran", "Monthly wage, by contributions"),
  director: say("Tercatat sebagai pengurus badan usaha", "Recorded as director of a company"),
  pbi: say("Iuran kesehatan dibayar negara", "Health contribution paid by the state"),
  car: say("Mobil atas nama anggota", "A car in a member's name"),
  motorcycle: say("Sepeda motor atas nama anggota", "A motorcycle in a member's name"),
  "land-value": say("Nilai tanah atas nama anggota", "Value of land in a member's name"),
  enrolled: say("Terdaftar sebagai siswa", "Enrolled at a school"),
  "state-pensioner": say(
    "Tercatat sebagai pensiunan negara",
    "Recorded as a pensioner of the state",
  ),
  "village-official": say("Tercatat sebagai perangkat desa", "Recorded as a village official"),
  "social-staff": say(
    "Tercatat sebagai petugas kesejahteraan sosial",
    "Recorded as a worker of the social services",
  ),
  "sealed-report": say(
    "Laporan tertutup yang perlu dijawab",
    "A sealed report that awaits an answer",
  ),
  "gave-up-pkh": say("Keluarga mengundurkan diri dari PKH", "The family gave PKH back"),
  "gave-up-sembako": say(
    "Keluarga mengundurkan diri dari Program Sembako",
    "The family gave Sembako back",
  ),
} as const satisfies Record<EvidenceStatement, Words>;

/** What the amount of a statement counts; statements without one only say that something is so. */
export const STATEMENT_MEASURES: Readonly<Partial<Record<EvidenceStatement, "va" | "rupiah">>> = {
  "power-va": "va",
  "monthly-wage": "rupiah",
  car: "rupiah",
  motorcycle: "rupiah",
  "land-value": "rupiah",
};
