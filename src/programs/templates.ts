import type { ProgramCard } from "#domain/program.ts";
import { say, type Words } from "#domain/words.ts";
import { MINISTER_DECREE } from "./shared-rules.ts";

const template = (id: string, unit: ProgramCard["unit"], name: Words): ProgramCard => ({
  id,
  unit,
  name,
  formerly: [],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "professional-assessment",
  funding: "apbn",
  exclusiveWith: [],
  legalBasis: "Kepmensos 79/HUK/2025",
  validFrom: "2025-05-26",
  judged: [
    say(
      "Pola untuk bantuan yang syarat, besar dan daftarnya ditulis keputusannya sendiri.",
      "A pattern for aid whose conditions, amount and list stand in a decree of its own.",
    ),
  ],
  notEstablished: [
    say(
      "Syarat dan besar bantuan tidak ada sampai ada keputusannya.",
      "There are no conditions or amounts until there is a decree.",
    ),
  ],
});

/** Cards without rules: nothing is determined by them, and groups and institutions are no subjects of this register. */
export const TEMPLATES: readonly ProgramCard[] = [
  template("bantuan-reguler", "family", say("Bantuan Reguler", "Regular aid")),
  template("bantuan-khusus", "person", say("Bantuan Khusus", "Special aid")),
  template("kube", "group", say("Kelompok Usaha Bersama (KUBE)", "Joint business group (KUBE)")),
  template(
    "bantuan-darurat",
    "family",
    say("Bantuan darurat bencana (sementara)", "Emergency aid after a disaster (temporary)"),
  ),
  template(
    "bantuan-lks",
    "institution",
    say("Bantuan lembaga kesejahteraan sosial (LKS)", "Aid for welfare institutions (LKS)"),
  ),
];
