import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** What the institution that determines says of a candidate, or of somebody it adds. */
export const CANDIDATE_ANSWERS = ["accepted", "declined", "added"] as const;
export type CandidateAnswer = (typeof CANDIDATE_ANSWERS)[number];

export const CANDIDATE_ANSWER_WORDS = {
  accepted: say("diterima", "accepted"),
  declined: say("tidak diterima", "not accepted"),
  added: say("ditambahkan", "added"),
} as const satisfies Record<CandidateAnswer, Words>;

/** Why a candidate was not accepted. */
export const DECLINE_REASONS = [
  "not-poor",
  "receives-other",
  "moved",
  "deceased",
  "not-found",
  "declines",
  "not-fitting",
  "funds-end",
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const DECLINE_REASON_WORDS = {
  "not-poor": say("sudah mampu", "no longer poor"),
  "receives-other": say(
    "menerima bantuan lain yang tidak boleh rangkap",
    "receives other aid that excludes it",
  ),
  moved: say("pindah ke luar wilayah", "moved away"),
  deceased: say("meninggal", "deceased"),
  "not-found": say("tidak ditemukan", "not found"),
  declines: say("menolak menerima", "does not want it"),
  "not-fitting": say("tidak memenuhi syarat program", "does not fit the program"),
  "funds-end": say("layak, dana habis", "fits, funds at an end"),
} as const satisfies Record<DeclineReason, Words>;

const ANSWERS_BY_WORDS: ReadonlyMap<string, CandidateAnswer> = new Map([
  ["DITERIMA", "accepted"],
  ["TERIMA", "accepted"],
  ["YA", "accepted"],
  ["ACCEPTED", "accepted"],
  ["TIDAK DITERIMA", "declined"],
  ["DITOLAK", "declined"],
  ["TIDAK", "declined"],
  ["DECLINED", "declined"],
  ["DITAMBAHKAN", "added"],
  ["TAMBAHAN", "added"],
  ["ADDED", "added"],
]);

const REASONS_BY_WORDS: ReadonlyMap<string, DeclineReason> = new Map(
  DECLINE_REASONS.flatMap((reason) => [
    [tidy(reason), reason] as const,
    [tidy(DECLINE_REASON_WORDS[reason].id), reason] as const,
  ]),
);

/** What a row says of somebody; what nobody taught us is refused, never guessed. */
export function parseCandidateAnswer(
  said: string,
): Result<CandidateAnswer, "answer-missing" | "answer-unknown"> {
  const words = tidy(said);
  if (words === "") return refuse("answer-missing");
  const answer = ANSWERS_BY_WORDS.get(words);
  return answer === undefined ? refuse("answer-unknown") : accept(answer);
}

/** Why somebody was not accepted, by code or by its words. */
export function parseDeclineReason(
  said: string,
): Result<DeclineReason, "reason-missing" | "reason-unknown"> {
  const words = tidy(said);
  if (words === "") return refuse("reason-missing");
  const reason = REASONS_BY_WORDS.get(words);
  return reason === undefined ? refuse("reason-unknown") : accept(reason);
}

function tidy(said: string): string {
  return said
    .toUpperCase()
    .replaceAll(/[\s_/:;.,-]+/g, " ")
    .trim();
}

/** Why a row of a result was not taken. It goes back to whoever sent it. */
export const CANDIDATE_ROW_PROBLEMS = [
  "row-unreadable",
  "nik-missing",
  "nik-malformed",
  "answer-missing",
  "answer-unknown",
  "reason-missing",
  "reason-unknown",
  "reason-names-somebody",
  "candidate-unknown",
  "person-unknown",
  "twice-in-result",
  "not-on-list",
  "on-list-already",
  "outside-area",
  "addition-without-reason",
] as const;
export type CandidateRowProblem = (typeof CANDIDATE_ROW_PROBLEMS)[number];

export const CANDIDATE_ROW_PROBLEM_WORDS = {
  "row-unreadable": say(
    "Baris tidak terbaca. Simpan ulang berkas dengan kolom yang sama di setiap baris.",
    "The row cannot be read. Save the file with the same columns in every row.",
  ),
  "nik-missing": say(
    "NIK kosong. Isi NIK sebagai teks 16 angka.",
    "No NIK. Write it as text of 16 digits.",
  ),
  "nik-malformed": say(
    "NIK bukan 16 angka. Simpan kolom NIK sebagai teks agar angka akhir tidak hilang.",
    "The NIK is not 16 digits. Keep the column as text, so that no digits are lost.",
  ),
  "answer-missing": say(
    "Hasil kosong. Tulis diterima, tidak diterima, atau ditambahkan.",
    "No answer. Write diterima, tidak diterima or ditambahkan.",
  ),
  "answer-unknown": say(
    "Hasil tidak dikenal. Tulis diterima, tidak diterima, atau ditambahkan.",
    "The answer is not known. Write diterima, tidak diterima or ditambahkan.",
  ),
  "reason-missing": say(
    "Yang tidak diterima perlu kode alasan. Pilih satu dari daftar alasan.",
    "Whoever was not accepted needs a reason. Choose one of the list.",
  ),
  "reason-unknown": say(
    "Alasan tidak dikenal. Pakai kode atau kata dari daftar alasan.",
    "The reason is not known. Use a code or the words of the list of reasons.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK. Hapus angkanya.",
    "A reason must not hold a NIK or card number. Take it out.",
  ),
  "candidate-unknown": say(
    "Nomor itu tidak ada dalam daftar. Periksa nomor calon.",
    "The list has no such number. Check the candidate's number.",
  ),
  "person-unknown": say(
    "NIK tidak ada dalam versi yang berlaku. Usulkan keluarganya di desa, lalu kirim lagi.",
    "No such NIK in the version in force. Propose the family at its village, then send again.",
  ),
  "twice-in-result": say(
    "Orang atau keluarga ini ada lebih dari sekali dengan hasil berbeda. Kirim satu baris.",
    "The person or family stands here more than once with different answers. Send one row.",
  ),
  "not-on-list": say(
    "Tidak ada dalam daftar calon. Bila memang ditambahkan, tulis ditambahkan dan alasannya.",
    "Not on the list of candidates. If it was added, write ditambahkan and why.",
  ),
  "on-list-already": say(
    "Sudah ada dalam daftar calon, jadi bukan tambahan. Tulis diterima atau tidak diterima.",
    "On the list already, so not an addition. Write diterima or tidak diterima.",
  ),
  "outside-area": say(
    "Tinggal di luar wilayah daftar ini. Tambahan hanya untuk wilayah sendiri.",
    "Lives outside the area of this list. Only those of the own area are added.",
  ),
  "addition-without-reason": say(
    "Tambahan perlu alasan, paling sedikit 10 huruf: mengapa belum ada dalam daftar.",
    "An addition needs a reason of 10 letters at least: why it was not on the list.",
  ),
} as const satisfies Record<CandidateRowProblem, Words>;
