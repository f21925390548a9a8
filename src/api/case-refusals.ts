import { CASE_PROBLEM_WORDS, CASE_REMEDIES } from "#domain/case-act.ts";
import type { CaseProblem } from "#domain/case-state.ts";
import { say, type Words } from "#domain/words.ts";
import type { CaseMoveProblem } from "#verification/case-book.ts";
import { refuseWith } from "./guard.ts";

/** Problems of the desk's own, beside those of the law book. */
const DESK_PROBLEMS = {
  "changed-meanwhile": [
    409,
    say("Perkara ini baru saja digerakkan orang lain.", "Somebody else has just moved this case."),
    say("Muat ulang perkaranya.", "Load the case again."),
  ],
  "reference-missing": [
    400,
    say("Langkah ini memerlukan nomor dan tanggalnya.", "This step needs its number and day."),
    say("Isi nomor dan tanggal surat.", "Give number and day."),
  ],
  "proposal-missing": [
    400,
    say("Belum disebut siapa pemegang kartu yang baru.", "The new card holder is not named."),
    say("Pilih anggota Kartu Keluarga yang sama.", "Choose somebody of the same family card."),
  ],
  "nobody-proposed": [
    409,
    say("Tidak ada yang diusulkan memegang kartu ini.", "Nobody was proposed to hold this card."),
    say(
      "Tolak dengan akta kematian, atau kembalikan supaya keluarga menyebut orangnya.",
      "Refuse by the certificate of death, or send back for the family to name somebody.",
    ),
  ],
  "somebody-left": [
    409,
    say(
      "Di Kartu Keluarga ini masih ada orang lain: bantuan keluarga tidak berakhir.",
      "Somebody is left on this card: the family's aid does not end.",
    ),
    say("Pilih salah seorang dari mereka.", "Choose one of them."),
  ],
  "family-missing": [
    400,
    say("Belum disebut keluarga mana yang dimaksud.", "Which family is meant has not been said."),
    say("Cari dan pilih keluarganya.", "Find and choose the family."),
  ],
  "visit-missing": [
    409,
    say("Belum ada kunjungan yang bertemu keluarganya.", "No visit has met the family yet."),
    say("Kunjungi dan catat dahulu.", "Visit and note it first."),
  ],
  "deliberation-missing": [
    409,
    say(
      "Musyawarah atau SPTJM tentang keluarga ini belum dicatat.",
      "No deliberation or statement about this family is on record.",
    ),
    say("Catat musyawarahnya dahulu.", "Record the deliberation first."),
  ],
  "hearing-open": [
    409,
    say(
      "Keluarganya masih boleh menjawab sampai tenggatnya.",
      "The family may still answer, until its deadline.",
    ),
    say("Tunggu jawabannya atau tenggatnya.", "Wait for the answer or the deadline."),
  ],
  "nothing-new": [
    409,
    say(
      "Kunjungan tidak menemukan apa pun yang berbeda dari catatan.",
      "The visit found nothing that differs from the record.",
    ),
    say("Tolak dengan alasannya.", "Refuse with that reason."),
  ],
  "meeting-missing": [
    409,
    say(
      "Belum dicatat siapa dari keluarga ini yang ditemui.",
      "Who of this family was met is not on record.",
    ),
    say("Temui dan catat dahulu.", "Meet it and note that first."),
  ],
  "opened-anew": [
    409,
    say(
      "Tentang keluarga ini sudah ada perkara baru yang berjalan.",
      "About this family a new case is under way.",
    ),
    say("Tolak tinjauannya, atau tunggu perkara itu.", "Refuse, or wait for that case."),
  ],
  "redress-missing": [
    409,
    say("Belum dicatat apa yang dilakukan.", "What was done is not on record."),
    say("Pilih apa yang dilakukan.", "Choose what was done."),
  ],
  "cooling-open": [
    409,
    say("Masa tenang keluarganya belum lewat.", "The family's days to think are not over."),
    say("Tunggu sampai lewat; bantuan berjalan.", "Wait until they are; the aid goes on."),
  ],
} as const satisfies Partial<Record<CaseMoveProblem, readonly [number, Words, Words]>>;

/** Why a move was not taken, in a sentence. */
export function moveProblemWords(problem: CaseMoveProblem): Words {
  if (Object.hasOwn(DESK_PROBLEMS, problem))
    return DESK_PROBLEMS[problem as keyof typeof DESK_PROBLEMS][1];
  if (problem === "not-found") return NOT_FOUND;
  return CASE_PROBLEM_WORDS[problem as CaseProblem];
}
const NOT_FOUND = say("Tidak ada perkara dengan nomor itu.", "There is no case of that number.");

/** A move that was not taken, as the caller is told. */
export function refuseMove(problem: CaseMoveProblem): never {
  if (problem === "not-found") return refuseWith("not-found");
  if (Object.hasOwn(DESK_PROBLEMS, problem)) {
    const [status, words, remedy] = DESK_PROBLEMS[problem as keyof typeof DESK_PROBLEMS];
    return refuseCase(problem, status, words, remedy);
  }
  const code = problem as CaseProblem;
  const status = code === "right-not-held" ? 403 : code === "reason-unknown" ? 400 : 409;
  return refuseCase(code, status, CASE_PROBLEM_WORDS[code], CASE_REMEDIES[code]);
}

export function refuseCase(code: string, status: number, words: Words, remedy: Words): never {
  return refuseWith({
    code,
    entry: [status, "Belum dapat dicatat", words.id, words.en, `${remedy.id} / ${remedy.en}`],
  });
}
