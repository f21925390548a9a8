import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import { familyAlive } from "./person-rules.ts";
import { HEAD_IDENTITY } from "./shared-rules.ts";

const BASIS = { legalBasis: "penugasan Bapanas kepada Bulog 2025", validFrom: "2025-06-01" };

/** Rice aid: from the poorest up, with a reserve list for whoever is replaced. */
export const RICE: Program = {
  id: "bantuan-pangan-beras",
  unit: "family",
  name: say("Bantuan pangan beras", "Rice aid"),
  formerly: ["PBP"],
  owner: "bapanas",
  determiner: "bapanas",
  act: say("Penetapan penerima bantuan pangan", "Decision on the recipients of food aid"),
  mode: "rank-and-quota",
  funding: "apbn",
  isPublic: true,
  exclusiveWith: [],
  ...BASIS,
  validTo: "2025-11-30",
  phase: say("per bulan", "per month"),
  rules: [familyAlive(BASIS), HEAD_IDENTITY],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say("Beras 10 kg.", "Rice, 10 kg."),
  },
  nationalPlaces: 18_277_083,
  nationalReserve: 4_000_000,
  changes: [
    {
      validFrom: "2025-10-01",
      validTo: "2025-11-30",
      legalBasis: "penugasan Oktober-November 2025",
      nationalPlaces: 18_000_000,
      benefit: {
        kind: "flat",
        amountRupiah: 0,
        inWords: say("Beras 10 kg dan minyak 2 liter.", "Rice, 10 kg, and 2 litres of oil."),
      },
    },
  ],
  judged: [
    say(
      "Pengganti diambil dari daftar cadangan menurut urutannya.",
      "Whoever is replaced, by the order of the reserve list.",
    ),
  ],
  notEstablished: [
    say("Rencana 2026 belum ditemukan.", "The plan of 2026 was not found."),
    say(
      "Batas desil tidak ditemukan: dari yang termiskin sampai kuota.",
      "No decile was found: from the poorest up to the quota.",
    ),
    say(
      "Cadangan Oktober-November belum ditemukan: dipakai 4 juta dari Juni-Juli.",
      "The reserve of October and November was not found: the 4 million of June and July stand.",
    ),
    say("Nomor penugasan belum ditemukan.", "The number of the act was not found."),
  ],
};
