import { type PlainDate, parsePlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** What is asked of the past: what a version said, or what held on a day. */
export type AsOfQuestion =
  | { readonly kind: "version"; readonly label: string }
  | { readonly kind: "day"; readonly day: PlainDate };

/** Why a question about the past has no answer. */
export const AS_OF_PROBLEMS = [
  "ask-one-thing",
  "not-a-day",
  "day-in-future",
  "before-first-publication",
  "version-unknown",
  "version-never-in-force",
  "family-not-in-version",
  "version-files-gone",
  "version-unreadable",
  "too-many-waiting",
] as const;
export type AsOfProblem = (typeof AS_OF_PROBLEMS)[number];

export type AsOfProblemTerms = { readonly words: Words; readonly remedy: Words };

export const AS_OF_PROBLEM_TERMS = {
  "ask-one-thing": {
    words: say("Sebutkan satu hal: versi, atau tanggal.", "Name one thing: a version, or a day."),
    remedy: say("Pilih salah satu, lalu tanyakan lagi.", "Choose one of them and ask again."),
  },
  "not-a-day": {
    words: say("Itu bukan tanggal yang dikenal.", "That is not a day we know."),
    remedy: say(
      "Tulis tahun-bulan-hari, misalnya 2026-05-31.",
      "Write year-month-day, such as 2026-05-31.",
    ),
  },
  "day-in-future": {
    words: say(
      "Tanggal itu belum tiba; belum ada yang diketahui tentangnya.",
      "That day is still to come; nothing is known of it.",
    ),
    remedy: say("Pilih hari ini atau sebelumnya.", "Choose today or a day before."),
  },
  "before-first-publication": {
    words: say(
      "Pada tanggal itu belum ada versi yang terbit, jadi register belum menjawab apa pun.",
      "No version had been published by that day, so the register answered nothing yet.",
    ),
    remedy: say(
      "Pilih tanggal mulai penerbitan pertama; riwayatnya ada di halaman tiap versi.",
      "Choose a day from the first publication on; each version's page has its history.",
    ),
  },
  "version-unknown": {
    words: say("Tidak ada versi dengan nama itu.", "No version has that name."),
    remedy: say("Periksa namanya di daftar versi.", "Check its name in the list of versions."),
  },
  "version-never-in-force": {
    words: say(
      "Versi itu belum pernah terbit, jadi register belum pernah menjawab dengannya.",
      "That version has never been published, so the register never answered by it.",
    ),
    remedy: say("Pilih versi yang pernah terbit.", "Choose a version that has been published."),
  },
  "family-not-in-version": {
    words: say(
      "Keluarga ini belum ada dalam versi itu, dengan nomor sekarang maupun nomor lamanya.",
      "This family was not in that version yet, neither under its number of today nor under one of before.",
    ),
    remedy: say(
      "Pilih versi yang lebih baru; anggotanya mungkin tercatat di keluarga lain waktu itu.",
      "Choose a newer version; its members may have stood in another family then.",
    ),
  },
  "version-files-gone": {
    words: say(
      "Berkas versi itu sudah tidak disimpan, jadi isinya tidak dapat dibaca lagi.",
      "The files of that version are not kept any more, so what it said cannot be read.",
    ),
    remedy: say(
      "Mintalah pengelola memulihkannya dari arsip, atau pilih versi lain.",
      "Ask the administrator to restore them from the archive, or choose another version.",
    ),
  },
  "version-unreadable": {
    words: say(
      "Berkas versi itu tidak dapat dibaca saat ini; tidak ada yang ditampilkan separuh.",
      "The files of that version cannot be read now; nothing is shown by halves.",
    ),
    remedy: say(
      "Coba lagi sebentar; bila berulang, pengelola menjalankan dtsen version verify.",
      "Try again shortly; if it stays so, the administrator runs dtsen version verify.",
    ),
  },
  "too-many-waiting": {
    words: say(
      "Lima permintaan Anda ke arsip masih menunggu.",
      "Five of your questions to the archive are still waiting.",
    ),
    remedy: say("Tunggu sampai satu selesai.", "Wait until one of them is done."),
  },
} as const satisfies Record<AsOfProblem, AsOfProblemTerms>;

/** One version or one day that is not to come. */
export function parseAsOf(
  asked: { readonly version?: string | undefined; readonly day?: string | undefined },
  today: PlainDate,
): Result<AsOfQuestion, "ask-one-thing" | "not-a-day" | "day-in-future"> {
  const { version, day } = asked;
  if ((version === undefined) === (day === undefined)) return refuse("ask-one-thing");
  if (version !== undefined) return accept({ kind: "version", label: version });
  const parsed = parsePlainDate(day ?? "");
  if (!parsed.ok) return refuse("not-a-day");
  if (parsed.value > today) return refuse("day-in-future");
  return accept({ kind: "day", day: parsed.value });
}

/** Why the lake worker brought nothing, as whoever asked about a family is told. */
export function problemOfReason(
  reason: string | null,
): "version-files-gone" | "version-unreadable" | "too-many-waiting" {
  if (reason === "too-many-waiting" || reason === "version-files-gone") return reason;
  return "version-unreadable";
}

/** Under which id the family of today stood then. */
export const THEN_WORDS = {
  same: say(
    "Keluarga ini memakai nomor yang sama seperti sekarang.",
    "The family had the number that it has today.",
  ),
  merged: say(
    "Keluarga ini tercatat dengan nomor lain, yang sesudahnya digabung ke nomor sekarang.",
    "The family stood under another number, which went on as the one of today.",
  ),
  parted: say(
    "Keluarga ini masih bagian dari keluarga lain, dan baru kemudian berdiri sendiri.",
    "The family was still a part of another, and stood alone only later.",
  ),
} as const satisfies Record<string, Words>;
export type ThenKind = keyof typeof THEN_WORDS;

/** What an answer about the past leaves out, and why. */
export const AS_OF_NOTES = {
  "names-of-today": say(
    "Nama yang tampil adalah nama menurut register hari ini; nama dalam versi lama tersegel.",
    "Names are those of today's register; names in old versions are sealed.",
  ),
  "rights-of-today": say(
    "Yang tampil hanya yang boleh Anda baca hari ini: anggota yang kini di luar wilayah tugas Anda atau dilindungi tidak disebut.",
    "Only what you may read today is shown: members who are outside your region or protected by now are not named.",
  ),
  erased: say(
    "Ada orang yang datanya sudah dihapus atas haknya; ia tetap terhapus juga dalam versi lama.",
    "Somebody's data was erased by right; it stays erased in old versions too.",
  ),
  withdrawn: say(
    "Versi ini kemudian ditarik; selama berlaku, inilah yang dijawab register.",
    "This version was taken back later; while in force it is what the register answered.",
  ),
  "rebuilt-history": say(
    "Sebagian riwayat terbit disusun kembali dari catatan audit.",
    "A part of the history of publication was rebuilt from the audit log.",
  ),
} as const satisfies Record<string, Words>;
export type AsOfNote = keyof typeof AS_OF_NOTES;
