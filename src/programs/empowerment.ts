import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import {
  ageBetween,
  alive,
  alwaysSeen,
  CORRECT_AT_VILLAGE,
  familyAlive,
  signOf,
} from "./person-rules.ts";
import { decileUpTo, MINISTER_DECREE, someMember } from "./shared-rules.ts";
import { aged } from "./who.ts";

const PENA_BASIS = { legalBasis: "ketentuan PENA Kementerian Sosial", validFrom: "2025-01-01" };

/** PENA: business capital for families about to leave PKH or Sembako; a facilitator sees who is able. */
export const PENA: Program = {
  id: "pena",
  unit: "family",
  name: say("Pahlawan Ekonomi Nusantara (PENA)", "Business capital for graduating families (PENA)"),
  formerly: [],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "professional-assessment",
  funding: "apbn",
  exclusiveWith: [],
  ...PENA_BASIS,
  phase: say("sekali", "once"),
  rules: [
    familyAlive(PENA_BASIS),
    signOf(
      {
        id: "receives-regular-aid",
        when: {
          any: [
            { fact: "receives_pkh", in: [1] },
            { fact: "receives_sembako", in: [1] },
          ],
        },
        says: say("Menerima PKH atau Sembako.", "Receives PKH or Sembako."),
        tells: say(
          "Tidak tercatat menerima PKH atau Sembako.",
          "Not recorded as receiving PKH or Sembako.",
        ),
        remedy: CORRECT_AT_VILLAGE,
      },
      PENA_BASIS,
    ),
    signOf(
      {
        id: "working-age",
        when: someMember(aged(18, 64)),
        says: say("Ada anggota berumur 18 sampai 64 tahun.", "A member is aged 18 to 64."),
        tells: say("Tidak ada anggota berumur 18 sampai 64 tahun.", "No member is aged 18 to 64."),
        remedy: CORRECT_AT_VILLAGE,
      },
      PENA_BASIS,
    ),
  ],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say("Modal usaha sampai Rp5.000.000.", "Business capital of up to Rp5,000,000."),
  },
  nationalPlaces: 0,
  judged: [
    say(
      "Kesanggupan dan rencana usaha, dinilai pendamping.",
      "Ability and business plan, as the facilitator sees.",
    ),
  ],
  notEstablished: [
    say(
      "Rentang umur 18-64 diandaikan; nomor aturan belum ditemukan.",
      "Ages 18-64 are assumed; the number of the act was not found.",
    ),
  ],
};

const SCHOOL_BASIS = { legalBasis: "Inpres 8/2025", validFrom: "2025-07-01" };

/** Sekolah Rakyat: boarding schools for children of the poorest; parents and child must agree. */
export const SEKOLAH_RAKYAT: Program = {
  id: "sekolah-rakyat",
  unit: "person",
  name: say("Sekolah Rakyat", "People's boarding school (Sekolah Rakyat)"),
  formerly: [],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "professional-assessment",
  funding: "apbn",
  exclusiveWith: [],
  ...SCHOOL_BASIS,
  phase: say("selama bersekolah", "while at school"),
  rules: [
    alive(SCHOOL_BASIS),
    ageBetween(6, 18, SCHOOL_BASIS),
    { ...decileUpTo(2, []), ...SCHOOL_BASIS },
    alwaysSeen(
      {
        id: "agreement-seen",
        says: say("Anak dan orang tua setuju.", "Child and parents agree."),
        tells: say(
          "Petugas berkunjung dan menanyakan persetujuan anak dan orang tua.",
          "An officer visits and asks child and parents whether they agree.",
        ),
        remedy: say("Tidak ada kewajiban untuk menerima.", "Nobody has to accept."),
      },
      SCHOOL_BASIS,
    ),
  ],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say("Sekolah berasrama tanpa biaya.", "Boarding school, free of charge."),
  },
  nationalPlaces: 0,
  judged: [
    say(
      "Persetujuan anak dan orang tua; kesiapan tinggal di asrama.",
      "Whether child and parents agree; readiness to board.",
    ),
  ],
  notEstablished: [
    say(
      "Desil 1-2 dan umur 6-18 belum dipastikan oleh aturan.",
      "Deciles 1-2 and ages 6-18 are not confirmed by an act.",
    ),
    say("Daya tampung per sekolah belum ditemukan.", "The places of each school were not found."),
  ],
};
