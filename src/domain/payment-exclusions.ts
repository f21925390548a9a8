import type { PaymentStatus, PaymentTerms } from "./payment-status.ts";
import { say } from "./words.ts";

/** After an appeal that was right, a payment goes on as if it had just been listed. */
export const LEAVES_EXCLUSION: readonly PaymentStatus[] = [
  "listed",
  "account-opening",
  "account-opened",
  "account-failed",
  "treasury-failed",
  "account-check-failed",
  "data-differs",
  "ordering",
  "ordered",
  "released",
  "standing-instruction",
  "invited",
  "paid",
  "not-withdrawn",
];

const APPEAL = say(
  "Bila keliru, ajukan sanggahan di desa atau kelurahan dengan bukti.",
  "If it is wrong, object at the village with proof.",
);

const excluded = (
  id: string,
  en: string,
  meaning: PaymentTerms["meaning"],
  says: readonly string[],
  nextStep = APPEAL,
): Omit<PaymentTerms, "next"> => ({
  stage: "list",
  group: "excluded",
  words: say(id, en),
  meaning,
  nextStep,
  actor: "village-operator",
  says,
});

/** Why a family on the list is not paid this phase; the amount on the report is nought. */
export const EXCLUSION_TERMS = {
  excluded: excluded(
    "Exclude: data belum lengkap",
    "Left out: data incomplete",
    say("Data keluarga belum lengkap pada tahap ini.", "The family's data are incomplete."),
    ["EXCLUDE"],
    say("Lengkapi data keluarga, lalu ajukan lagi.", "Complete the data, then ask again."),
  ),
  "excluded-occupation": excluded(
    "Exclude: pekerjaan",
    "Left out: occupation",
    say(
      "Seorang anggota tercatat bekerja pada negara, BUMN, BUMD atau berupah di atas batas.",
      "A member is on record as employed by the state or paid above the limit.",
    ),
    ["EXCLUDE PEKERJAAN", "PEKERJAAN"],
  ),
  "excluded-deceased": excluded(
    "Exclude: meninggal",
    "Left out: deceased",
    say("Penerima tercatat meninggal.", "The recipient is on record as deceased."),
    ["EXCLUDE MENINGGAL", "MENINGGAL"],
    say(
      "Ajukan ganti pengurus: bantuan adalah milik keluarga. Bila keliru, perbaiki di Dukcapil.",
      "Ask for another card holder: the aid is the family's. If it is wrong, mend it at the civil registry.",
    ),
  ),
  "excluded-region": excluded(
    "Exclude: tidak layak menurut daerah",
    "Left out: by the region",
    say("Verifikasi daerah menyatakan tidak layak.", "The region found the family not eligible."),
    ["EXCLUDE TIDAK LAYAK DAERAH", "TIDAK LAYAK DAERAH"],
  ),
  "excluded-survey": excluded(
    "Exclude: tidak layak menurut survei lapangan",
    "Left out: by field survey",
    say("Survei lapangan menyatakan tidak layak.", "The field survey found it not eligible."),
    ["EXCLUDE TIDAK LAYAK GIS", "TIDAK LAYAK GIS", "TIDAK LAYAK SAGIS"],
  ),
  "excluded-overlap": excluded(
    "Exclude: SDM Kesos",
    "Left out: works for social services",
    say(
      "Seorang anggota tercatat sebagai pendamping atau petugas kesejahteraan sosial.",
      "A member is on record as a worker of the social services.",
    ),
    ["EXCLUDE OVERLAP SDM KESOS", "OVERLAP SDM KESOS"],
  ),
  "excluded-report": excluded(
    "Exclude: laporan yang perlu dijawab",
    "Left out: a report that awaits an answer",
    say(
      "Ada laporan tertutup tentang seorang anggota; anggota itu dapat membantahnya.",
      "There is a sealed report about one member, who may rebut it.",
    ),
    ["EXCLUDE JUDOL", "JUDOL", "JUDI ONLINE"],
    say(
      "Buat surat pernyataan di desa; petugas memasukkannya ke SIKS-NG.",
      "Make a statement at the village; the officer enters it in SIKS-NG.",
    ),
  ),
} as const satisfies Partial<Record<PaymentStatus, Omit<PaymentTerms, "next">>>;
