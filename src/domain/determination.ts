import { say, type Words } from "./words.ts";

/** Where a determination of a program's list stands: the last word that was said of it. */
export const DETERMINATION_STATES = [
  "proposed",
  "returned",
  "approved",
  "decreed",
  "superseded",
  "revoked",
] as const;
export type DeterminationState = (typeof DETERMINATION_STATES)[number];

/** Which word may follow which. The desk keeps the same order, whoever asks. */
export const NEXT_DETERMINATION_STATES = {
  proposed: ["approved", "returned"],
  returned: [],
  approved: ["decreed", "superseded", "revoked"],
  decreed: ["superseded", "revoked"],
  superseded: [],
  revoked: [],
} as const satisfies Record<DeterminationState, readonly DeterminationState[]>;

export const DETERMINATION_STATE_WORDS = {
  proposed: say("diusulkan, menunggu orang kedua", "proposed, waits for a second person"),
  returned: say("dikembalikan", "returned"),
  approved: say("disetujui", "approved"),
  decreed: say("ditetapkan dengan SK", "decreed"),
  superseded: say("diganti penetapan baru", "superseded"),
  revoked: say("dicabut", "revoked"),
} as const satisfies Record<DeterminationState, Words>;

export const isDeterminationInForce = (state: DeterminationState): boolean =>
  state === "approved" || state === "decreed";

/** A decree of the acting office, or candidates for an office that determines by an act of its own. */
export const DETERMINATION_KINDS = ["decree", "candidates"] as const;
export type DeterminationKind = (typeof DETERMINATION_KINDS)[number];

export const DETERMINATION_KIND_WORDS = {
  decree: say("penetapan penerima", "determination of recipients"),
  candidates: say("daftar calon untuk penetap lain", "candidates for another determiner"),
} as const satisfies Record<DeterminationKind, Words>;

/** What the second person, or who ends one, may say. */
export const DETERMINATION_ANSWERS = ["approved", "returned", "revoked"] as const;
export type DeterminationAnswer = (typeof DETERMINATION_ANSWERS)[number];

/** Why a determination is not proposed, approved, returned or revoked. */
export const DETERMINATION_PROBLEMS = [
  "decree-right-not-held",
  "not-this-program",
  "program-unknown",
  "version-unknown",
  "version-not-published",
  "list-missing",
  "list-changed",
  "proposed-already",
  "determination-unknown",
  "answered-already",
  "not-in-force",
  "same-person",
  "reason-too-short",
  "reason-names-somebody",
] as const;
export type DeterminationProblem = (typeof DETERMINATION_PROBLEMS)[number];

export const DETERMINATION_PROBLEM_WORDS = {
  "decree-right-not-held": say(
    "Akun ini tidak memegang hak menerbitkan SK hari ini. Mintalah penugasan penetap program.",
    "This account does not hold the right to issue decrees today. Ask to be appointed a determiner.",
  ),
  "not-this-program": say(
    "Penugasan akun ini tidak mencakup program itu. Teruskan kepada penetap programnya.",
    "This account's appointment does not cover that program. Pass it to its determiner.",
  ),
  "program-unknown": say(
    "Tidak ada program dengan kode itu. Lihat: dtsen determination list.",
    "There is no program of that code. See: dtsen determination list.",
  ),
  "version-unknown": say(
    "Tidak ada versi dengan nama itu. Lihat: dtsen version list.",
    "No version has that label. See: dtsen version list.",
  ),
  "version-not-published": say(
    "Hanya versi yang terbit menjadi dasar penetapan. Terbitkan dahulu, atau pilih versi lain.",
    "Only a published version is ground for a determination. Publish it first, or choose another.",
  ),
  "list-missing": say(
    "Versi ini belum membawa daftar program itu ke meja. Proyeksikan versi berikutnya dengan program ini.",
    "This version brought no list of that program to the desk. Project the next version with this program.",
  ),
  "list-changed": say(
    "Daftar versi ini bukan lagi yang diusulkan. Kembalikan usulan ini dan usulkan yang baru.",
    "The list of this version is no longer what was proposed. Return this proposal and make a new one.",
  ),
  "proposed-already": say(
    "Daftar program ini atas versi itu sudah diusulkan atau ditetapkan. Buka penetapannya.",
    "This program's list of that version is proposed or determined already. Open it.",
  ),
  "determination-unknown": say(
    "Tidak ada penetapan dengan nomor itu. Lihat: dtsen determination list.",
    "There is no determination of that number. See: dtsen determination list.",
  ),
  "answered-already": say(
    "Usulan ini sudah dijawab. Muat ulang untuk melihat jawabannya.",
    "This proposal has its answer already. Load it again to read it.",
  ),
  "not-in-force": say(
    "Penetapan ini tidak sedang berlaku, jadi tidak ada yang dicabut.",
    "This determination is not in force: there is nothing to revoke.",
  ),
  "same-person": say(
    "Harus orang lain: yang mengusulkan tidak menyetujui, yang menyetujui tidak mencabut.",
    "It takes another person: who proposes does not approve, who approves does not revoke.",
  ),
  "reason-too-short": say(
    "Alasan paling sedikit 20 huruf: apa yang keliru dan apa yang harus diperbaiki.",
    "The reason has 20 letters at least: what is wrong and what has to be mended.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
} as const satisfies Record<DeterminationProblem, Words>;

/** A determination in force, as the public is told of it: of a program, never of anybody. Days are ISO text. */
export type InForce = {
  readonly program: string;
  readonly versionNo: number;
  readonly label: string;
  readonly kind: DeterminationKind;
  readonly decree: string | null;
  readonly signedOn: string | null;
  readonly since: string;
};

/**
 * By what a program's list of a version stands: determined on that very version; reckoned alone, while an
 * earlier version's determination is still the one in force; or reckoned alone.
 */
export type ListStanding =
  | { readonly stands: "determined" | "earlier"; readonly by: InForce }
  | { readonly stands: "reckoned" };

export function standingOf(
  program: string,
  versionNo: number,
  inForce: readonly InForce[],
): ListStanding {
  const by = inForce.find((one) => one.program === program);
  if (by === undefined) return { stands: "reckoned" };
  return { stands: by.versionNo === versionNo ? "determined" : "earlier", by };
}

/** Why a letter is not made. */
export type LetterProblem =
  | "not-the-determiner"
  | "not-approved"
  | "too-many-recipients"
  | "nobody-here";

export const LETTER_PROBLEM_WORDS = {
  "not-the-determiner": say(
    "SK hanya dibuat oleh penetap program. Serahkan daftar calon kepada penetapnya.",
    "Only the program's determiner makes its decree. Hand the candidates to whoever determines.",
  ),
  "not-approved": say(
    "Penetapan ini tidak sedang berlaku. SK dibuat setelah orang kedua menyetujui.",
    "This determination is not in force. Its decree is made once a second person has approved.",
  ),
  "too-many-recipients": say(
    "Lebih dari 60.000 penerima dalam satu SK. Buat per kabupaten/kota.",
    "More than 60,000 recipients in one decree. Make one a regency.",
  ),
  "nobody-here": say(
    "Tidak ada penerima program ini di wilayah itu. Pilih wilayah lain.",
    "This program has no recipient in that region. Choose another.",
  ),
} as const satisfies Record<LetterProblem, Words>;
