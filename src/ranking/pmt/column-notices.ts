import type { Role } from "./pmt-spec.ts";
import { counted, notice, type SurveyNotice } from "./survey-notice.ts";

/** A column with one value, or none. */
export const columnConstant = (column: string, isEmpty: boolean): SurveyNotice =>
  notice(
    "constant-column",
    column,
    isEmpty
      ? [`"${column}" kosong dan tidak dipakai.`, `"${column}" is empty and was left out.`]
      : [
          `"${column}" hanya punya satu nilai dan tidak dipakai.`,
          `"${column}" has one value only and was left out.`,
        ],
    ["Tidak perlu apa-apa.", "Nothing needs to be done."],
  );

/** A second column of the same name. */
export const columnTwice = (column: string): SurveyNotice =>
  notice(
    "column-twice",
    column,
    [
      `Ada lebih dari satu kolom "${column}"; hanya yang pertama dibaca.`,
      `There is more than one column "${column}"; only the first was read.`,
    ],
    ["Beri nama lain pada salah satunya.", "Rename one of them in the file."],
  );

/** A feature that others tell in full: no line can weigh them apart. */
export const saysNothingOfItsOwn = (column: string): SurveyNotice =>
  notice(
    "collinear",
    column,
    [
      `"${column}" tidak mengatakan apa pun yang belum dikatakan kolom lain (salinan, atau jumlahnya): bobotnya tidak dapat dipisahkan.`,
      `"${column}" says nothing that other columns do not say already (a copy, or their sum): its weight cannot be told apart.`,
    ],
    [
      "Skor tidak berubah karenanya. Buang salah satu agar bobotnya dapat dibaca (--leave-out).",
      "Scores are none the worse for it. Leave one of them out so that weights can be read (--leave-out).",
    ],
  );

/** A column that hardly anybody answered. */
export const columnNearlyEmpty = (column: string, known: number, rows: number): SurveyNotice => {
  const [[knownId, knownEn], [rowsId, rowsEn]] = [counted(known), counted(rows)];
  return notice(
    "nearly-empty",
    column,
    [
      `"${column}" terisi pada ${knownId} dari ${rowsId} baris saja dan tidak dipakai.`,
      `"${column}" is filled in ${knownEn} of ${rowsEn} rows only and was left out.`,
    ],
    [
      "Bila kosong berarti tidak, isi dengan 0; atau sebut dengan --features.",
      "If empty means no, fill it with 0; or name it with --features.",
    ],
  );
};

/** A column that no model can use. */
export const columnLeftOut = (column: string, because: string): SurveyNotice =>
  notice(
    "left-out",
    column,
    [
      `"${column}" tidak dipakai: nilainya menamai baris atau catatan.`,
      `"${column}" was left out: ${because}.`,
    ],
    [
      'Bila ini fitur, sebut dalam berkas spec dengan "kind".',
      'If it is a feature, name it in a spec file with its "kind".',
    ],
  );

const OPTIONS: Readonly<Record<Role, readonly [string, string]>> = {
  target: ["target", "the target"],
  weight: ["bobot survei", "the design weight"],
  size: ["jumlah anggota", "the number of members"],
  group: ["satuan pencacahan", "the sampling unit"],
  area: ["wilayah", "the area"],
  id: ["pengenal rumah tangga", "the household's id"],
};

/** A column that by its name belongs to the survey's design. */
export const roleSuspected = (column: string, role: Role): SurveyNotice =>
  notice(
    "design-column",
    column,
    [
      `"${column}" menurut namanya adalah ${OPTIONS[role][0]}, bukan keadaan rumah tangga, dan tidak dipakai.`,
      `"${column}" is by its name ${OPTIONS[role][1]} and says nothing of a household; it was left out.`,
    ],
    [`Bila memang demikian, sebut dengan --${role}.`, `If so, name it with --${role}.`],
  );

/** Numbers whose labels say that nothing is known. */
export const labelledAbsent = (column: string, numbers: readonly number[]): SurveyNotice =>
  notice(
    "labelled-absent",
    column,
    [
      `Menurut labelnya, ${numbers.join(", ")} pada "${column}" berarti tidak diketahui, dan dibaca demikian.`,
      `By their labels ${numbers.join(", ")} of "${column}" mean that nothing is known, and were read so.`,
    ],
    ["Bila itu bilangan sungguhan, hapus labelnya.", "If they are true numbers, remove the label."],
  );

/** Words where numbers should be. */
export const wordsAmongNumbers = (column: string, words: number, known: number): SurveyNotice => {
  const [[wordsId, wordsEn], [knownId, knownEn]] = [counted(words), counted(known)];
  return notice(
    "text-in-number",
    column,
    [
      `${wordsId} dari ${knownId} nilai "${column}" bukan bilangan dan dianggap tidak diketahui.`,
      `${wordsEn} of ${knownEn} values of "${column}" are no numbers and were taken as not known.`,
    ],
    [
      'Perbaiki sel itu, atau tulis "kind": "category" dalam berkas spec.',
      'Mend those cells, or write "kind": "category" in a spec file.',
    ],
  );
};

/** Numbers such as 12.345, read as a fraction. */
export const ambiguousNumbers = (column: string, cells: number): SurveyNotice => {
  const [id, en] = counted(cells);
  return notice(
    "ambiguous-number",
    column,
    [
      `${id} nilai "${column}" ditulis seperti 12.345 dan dibaca sebagai pecahan (dua belas koma tiga).`,
      `${en} values of "${column}" are written like 12.345 and were read as fractions (twelve and a bit).`,
    ],
    [
      "Bila titik memisahkan ribuan, tulis bilangannya tanpa titik.",
      "If the dot parts thousands, write the numbers without dots.",
    ],
  );
};
