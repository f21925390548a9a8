import type { Expression, Rule } from "#domain/rule.ts";
import type { Words } from "#domain/words.ts";

export const DECREE_79 = "Kepmensos 79/HUK/2025";
export const SINCE = "2025-02-05";

/** Better matches than this may exclude; the rest only opens a check. */
export const SURE_MATCH_MILLI = 950;

const ASK_SOURCE: Words = {
  id: "Bila ini bukan Anda, sampaikan sanggahan; petugas memeriksa sebelum bantuan berubah.",
  en: "If this is not you, object; an officer checks before anything changes.",
};

type EvidenceRule = {
  readonly id: string;
  readonly kind: "exclusion" | "check";
  readonly evidence: Extract<Expression, { evidence: unknown }>["evidence"];
  readonly formerly: string;
  readonly says: Words;
  readonly tells: Words;
};

/** A rule on what another office's list states; weak or old statements open a check. */
export const evidenceRule = (rule: EvidenceRule): Rule => ({
  id: rule.id,
  kind: rule.kind,
  when: { evidence: rule.evidence },
  ifUnknown: "review",
  legalBasis: DECREE_79,
  validFrom: SINCE,
  formerly: [rule.formerly],
  says: rule.says,
  tells: rule.tells,
  remedy: ASK_SOURCE,
});
