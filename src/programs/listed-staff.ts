import type { EvidenceStatement } from "#domain/evidence-statement.ts";
import type { Rule } from "#domain/rule.ts";
import { say } from "#domain/words.ts";
import { evidenceRule, SURE_MATCH_MILLI } from "./evidence-rule.ts";

/** A rule on the ministry's own lists of staff and reports. */
const listedAs = (
  kind: "exclusion" | "check",
  [id, formerly]: readonly [statement: EvidenceStatement, formerly: string],
  words: Pick<Rule, "says" | "tells">,
): Rule =>
  evidenceRule({
    id,
    kind,
    evidence: {
      statements: [id],
      about: "family",
      amountAtLeast: 1,
      minProbabilityMilli: SURE_MATCH_MILLI,
      maxAgeDays: 400,
    },
    formerly,
    ...words,
  });

export const STAFF_OF_THE_STATE: readonly Rule[] = [
  listedAs("exclusion", ["state-pensioner", "pensiunan ASN, TNI, Polri"], {
    says: say(
      "Tidak ada anggota keluarga yang pensiunan ASN, TNI atau Polri.",
      "No member is a pensioner of the state.",
    ),
    tells: say(
      "Seorang anggota keluarga tercatat sebagai pensiunan ASN, TNI atau Polri.",
      "A member is recorded as a pensioner of the state.",
    ),
  }),
  listedAs("exclusion", ["village-official", "perangkat desa"], {
    says: say(
      "Tidak ada anggota keluarga yang perangkat desa.",
      "No member is an official of the village.",
    ),
    tells: say(
      "Seorang anggota keluarga tercatat sebagai perangkat desa.",
      "A member is recorded as an official of the village.",
    ),
  }),
  listedAs("exclusion", ["social-staff", "overlap SDM Kesos"], {
    says: say(
      "Tidak ada anggota keluarga yang bekerja sebagai pendamping atau petugas kesejahteraan sosial.",
      "No member works for the social services.",
    ),
    tells: say(
      "Seorang anggota keluarga tercatat sebagai pendamping atau petugas kesejahteraan sosial.",
      "A member is recorded as a worker of the social services.",
    ),
  }),
];

/**
 * A report about one member (online gambling, in the ministry's lists) never stops the aid of a family by itself: it waits
 * for the member's answer, and what it is about is not kept.
 */
export const SEALED_REPORT: Rule = {
  ...listedAs("check", ["sealed-report", "laporan"], {
    says: say(
      "Tidak ada laporan tertutup yang menunggu jawaban keluarga.",
      "No sealed report awaits the family's answer.",
    ),
    tells: say(
      "Ada laporan tentang seorang anggota yang perlu dijawab. Bantuan keluarga tidak berhenti karenanya.",
      "A report about one member awaits an answer. The family's aid does not end by it.",
    ),
  }),
  remedy: say(
    "Anggota itu menjawab dengan surat pernyataan di kantor desa; petugas mencatatnya pada layar Bukti.",
    "The member answers by a written statement at the village office; an officer enters it under Evidence.",
  ),
};
