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
  "list-appeals": say("Muncul di daftar keberatan", "Appeared among appeals"),
  "open-appeal": say("Menerima keberatan", "Took an appeal"),
  "read-appeal": say("Membuka keberatan", "Opened an appeal"),
  "move-appeal": say("Menggerakkan keberatan", "Moved an appeal"),
  "see-appeal-notice": say("Melihat panggilan keberatan", "Saw a call about an appeal"),
  appeal: say("Meminta kantor lain meninjau", "Asked another office to review"),
  "say-unchanged": say("Keluarga menyatakan tetap", "The family said nothing has changed"),
  "read-own-readers": say("Melihat siapa yang membuka", "Looked at who looked"),
  "ask-tidings": say("Meminta kabar lewat pesan", "Asked to be told by message"),
  "prove-tidings": say("Membuktikan nomor HP untuk kabar", "Proved a telephone for tidings"),
  "stop-tidings": say("Berhenti dikabari lewat pesan", "Stopped tidings by message"),
  "list-complaints": say("Muncul di daftar pengaduan", "Appeared among complaints"),
  "open-complaint": say("Menerima pengaduan", "Took a complaint"),
  "read-complaint": say("Membuka pengaduan", "Opened a complaint"),
  "move-complaint": say("Menggerakkan pengaduan", "Moved a complaint"),
  "see-complaint-notice": say("Melihat panggilan pengaduan", "Saw a call about a complaint"),
  "send-complaint": say("Mengadu lewat internet", "Complained over the internet"),
};
