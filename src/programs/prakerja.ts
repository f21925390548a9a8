import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import { ageBetween, alive, CORRECT_AT_VILLAGE, notStateEmployee } from "./person-rules.ts";
import { civilServant } from "./shared-rules.ts";

const BASIS = { legalBasis: "ketentuan Kartu Prakerja 2024", validFrom: "2024-01-01" };

/** Kartu Prakerja: not aimed at the poor, so no decile is asked. */
export const PRAKERJA: Program = {
  id: "prakerja",
  unit: "person",
  name: say("Kartu Prakerja", "Pre-employment card (Prakerja)"),
  formerly: [],
  owner: "kemenko-perekonomian",
  determiner: "kemenko-perekonomian",
  act: say("Keputusan penerima Kartu Prakerja", "Decision on the recipients of Prakerja"),
  mode: "application",
  funding: "apbn",
  exclusiveWith: [],
  ...BASIS,
  validTo: "2024-12-31",
  phase: say("sekali", "once"),
  rules: [
    alive(BASIS),
    ageBetween(18, 64, BASIS),
    {
      id: "at-school",
      kind: "exclusion",
      when: { fact: "school_participation", in: [2] },
      ifUnknown: "pass",
      ...BASIS,
      formerly: [],
      says: say("Tidak sedang menempuh pendidikan formal.", "Not in formal education."),
      tells: say(
        "Tercatat masih sekolah atau kuliah.",
        "Recorded as still at school or university.",
      ),
      remedy: CORRECT_AT_VILLAGE,
    },
    notStateEmployee(BASIS),
    { ...civilServant("person"), ...BASIS },
  ],
  benefit: {
    kind: "flat",
    amountRupiah: 4_200_000,
    inWords: say(
      "Rp3.500.000 untuk pelatihan dan Rp700.000 insentif.",
      "Rp3,500,000 for training and Rp700,000 of incentives.",
    ),
  },
  nationalPlaces: 0,
  mostPerFamily: 2,
  judged: [
    say(
      "Anggota DPRD, perangkat desa dan direksi BUMN tidak tercatat tersendiri.",
      "Members of councils, village officials and directors of state companies are not recorded as such.",
    ),
  ],
  notEstablished: [
    say(
      "Pembukaan kembali setelah 2024 belum ditemukan.",
      "Whether it opened again after 2024 was not found.",
    ),
  ],
};
