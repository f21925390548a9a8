import { say } from "#domain/words.ts";
import { type JobMistake, otherMistake } from "#matching/link-files/job-mistake.ts";

/** The refusals of a survey file: what cannot be done with it, and what would help. */

/** A target that is neither a number nor one of two words. */
export const targetNotNumber = (column: string, words: number, distinct: number): JobMistake =>
  otherMistake(
    "target-not-number",
    "target",
    say(
      `Target "${column}" bukan bilangan (${words} sel bukan bilangan) dan bukan kelas dengan dua nilai (ada ${distinct}).`,
      `The target "${column}" is no number (${words} cells are none) and no class of two values (it has ${distinct}).`,
    ),
    say(
      "Sebut kolom pengeluaran per orang, atau kolom miskin ya/tidak.",
      "Name a column of expenditure per person, or one of poor yes or no.",
    ),
  );

/** A target that is the same for everybody. */
export const targetConstant = (column: string): JobMistake =>
  otherMistake(
    "target-constant",
    "target",
    say(
      `Semua nilai target "${column}" sama: tidak ada yang dapat diurutkan.`,
      `All values of the target "${column}" are the same: there is nothing to rank by.`,
    ),
    say("Pilih kolom lain, atau periksa berkasnya.", "Choose another column, or check the file."),
  );

/** A class of which nobody knows which value is poor. */
export const poorUnclear = (column: string, values: readonly string[]): JobMistake =>
  otherMistake(
    "poor-unclear",
    "poor",
    say(
      `Tidak jelas nilai mana dari "${column}" yang berarti miskin: ${quoted(values)}.`,
      `It is not clear which value of "${column}" means poor: ${quoted(values)}.`,
    ),
    say(
      `Sebut, misalnya --poor ${values[0] ?? "1"}.`,
      `Say which, such as --poor ${values[0] ?? "1"}.`,
    ),
  );

/** A class with more or fewer values than two. */
export const classNotTwo = (column: string, distinct: number): JobMistake =>
  otherMistake(
    "class-not-two",
    "target",
    say(
      `"${column}" punya ${distinct} nilai; kelas harus punya dua.`,
      `"${column}" has ${distinct} values; a class must have two.`,
    ),
    say(
      "Jadikan dua nilai, atau tulis --target-kind level.",
      "Make it two values, or write --target-kind level.",
    ),
  );

/** A column that must hold numbers and holds words. */
export const notNumbers = (at: string, column: string, words: number, known: number): JobMistake =>
  otherMistake(
    "not-numbers",
    at,
    say(
      `"${column}" harus berisi bilangan, tetapi ${words} dari ${known} nilainya bukan.`,
      `"${column}" must hold numbers, but ${words} of its ${known} values are none.`,
    ),
    say(
      'Sebut kolom lain, atau untuk fitur tulis "kind": "category".',
      'Name another column, or for a feature write "kind": "category".',
    ),
  );

/** A weight or size below zero. */
export const negativeRole = (at: string, column: string, rows: number): JobMistake =>
  otherMistake(
    "negative-weight",
    at,
    say(
      `"${column}" kurang dari nol pada ${rows} baris.`,
      `"${column}" is below zero in ${rows} rows.`,
    ),
    say(
      "Periksa kolomnya: bobot dan jumlah anggota tidak pernah negatif.",
      "Check the column: weights and numbers of members are never negative.",
    ),
  );

/** Too few households to learn and to judge. */
export const tooFewRows = (rows: number, fewest: number): JobMistake =>
  otherMistake(
    "too-few-rows",
    "file",
    say(
      `Hanya ${rows} baris yang dapat dipakai; paling sedikit ${fewest}.`,
      `Only ${rows} rows can be used; at least ${fewest} are needed.`,
    ),
    say(
      "Baca peringatan tentang baris yang dilewati, atau pakai survei yang lebih besar.",
      "Read the warnings on rows that were skipped, or take a larger survey.",
    ),
  );

/** Nothing is left to learn from. */
export const noFeatures = (): JobMistake =>
  otherMistake(
    "no-features",
    "features",
    say("Tidak ada kolom untuk belajar.", "There is no column left to learn from."),
    say(
      "Sebut kolomnya dengan --features; baca peringatan tentang kolom yang tidak dipakai.",
      "Name them with --features; read the warnings on columns that were left out.",
    ),
  );

const MOST_NAMED = 6;
const quoted = (values: readonly string[]): string =>
  values
    .slice(0, MOST_NAMED)
    .map((value) => `"${value}"`)
    .join(", ");
