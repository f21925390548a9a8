import { say, type Words } from "#domain/words.ts";

/** What was done with requests of families: resignations, complaints, appeals. */
export const SERVICE_ACT_WORDS: Readonly<Record<string, Words>> = {
  "list-resignations": say("Muncul di daftar pengunduran diri", "Appeared among resignations"),
  "open-resignation": say("Menerima pengunduran diri", "Took a resignation"),
  "read-resignation": say("Membuka pengunduran diri", "Opened a resignation"),
  "move-resignation": say("Menggerakkan pengunduran diri", "Moved a resignation"),
  "see-resignation-notice": say(
    "Melihat panggilan pengunduran diri",
    "Saw a call about a resignation",
  ),
  "ask-resignation": say("Keluarga meminta berhenti", "The family asked to stop"),
  "take-back-resignation": say("Keluarga membatalkan", "The family took it back"),
};
