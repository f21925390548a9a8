import { say, type Words } from "#domain/words.ts";
import type { Contradicting, VersionReceipt } from "#jobs/build-version.ts";

type Decisions = VersionReceipt["decisions"];

const CONTRADICTION_WORDS = {
  "decisions-contradict": say(
    "A sama dengan B, B sama dengan C, tetapi A bukan C",
    "A is B, B is C, but A is not C",
  ),
  "decision-names-two-persons": say(
    "satu catatan sama dengan dua orang Dukcapil yang tidak diputus satu",
    "one record is two people of the civil registry whom nobody decided to be one",
  ),
} as const satisfies Record<Contradicting["kind"], Words>;

/** What a build says of reviewers' decisions: a warning where some contradict each other. */
export function decisionLines(decisions: Decisions): readonly string[] {
  if (decisions === undefined) return [];
  const { standing, applied, waiting, indistinct, setAside, contradictions } = decisions;
  const counts = `  decisions of reviewers: ${applied} of ${standing} hold, ${waiting} wait, ${indistinct} indistinct, ${setAside} set aside`;
  if (setAside === 0) return [counts];
  return [
    counts,
    "  PERINGATAN: putusan telaah ini saling bertentangan dan tidak dipakai. Setelah versi ini dibawa ke meja,",
    "  pasangannya ditanyakan lagi di Telaah; jawab ulang, atau batalkan salah satu putusan.",
    "  WARNING: these decisions of reviewers contradict each other, and none of them was held to. Once this version is",
    "  brought to the desk their pairs are asked again in Telaah: answer anew, or undo one of the decisions.",
    ...contradictions.map(
      ({ kind, decisions: numbers }) =>
        `    ${numbers.join(", ")}: ${CONTRADICTION_WORDS[kind].id} (${CONTRADICTION_WORDS[kind].en})`,
    ),
  ];
}

/** The same for a statistician, as Markdown. */
export function decisionReport(decisions: Decisions): readonly string[] {
  if (decisions === undefined) return [];
  const { standing, applied, waiting, indistinct, setAside, contradictions } = decisions;
  return [
    "## Decisions of reviewers",
    "",
    "| Standing | held | waiting for a record | records that cannot be told apart | set aside, contradicting |",
    "| ---: | ---: | ---: | ---: | ---: |",
    `| ${standing} | ${applied} | ${waiting} | ${indistinct} | ${setAside} |`,
    "",
    ...contradictions.map(
      ({ kind, decisions: numbers }) =>
        `- Decisions ${numbers.join(", ")} contradict each other: ${CONTRADICTION_WORDS[kind].en}. None of them holds; their pairs are asked again.`,
    ),
    ...(contradictions.length > 0 ? [""] : []),
  ];
}
