import { say, type Words } from "#domain/words.ts";
import { nearWord } from "./near-word.ts";

/** Something wrong in a job or in its files: where it stands in the job, a sentence and a remedy. */
export type JobMistake = {
  readonly code: string;
  /** Such as "inputs[0].id"; "" is the job as a whole. */
  readonly at: string;
  readonly says: Words;
  readonly remedy: Words;
};

/** Longer lists of columns are cut. */
const MOST_NAMED = 40;

const quoted = (names: readonly string[]): string =>
  names
    .slice(0, MOST_NAMED)
    .map((name) => `"${name}"`)
    .concat(names.length > MOST_NAMED ? ["…"] : [])
    .join(", ");

const meant = (word: string, known: readonly string[]): Words => {
  const near = nearWord(word, known);
  const list = quoted(known);
  return near === undefined
    ? say(`Yang dikenal: ${list}.`, `Known are: ${list}.`)
    : say(
        `Mungkin maksudnya "${near}"? Yang dikenal: ${list}.`,
        `Did you mean "${near}"? Known are: ${list}.`,
      );
};

export function unknownKey(at: string, key: string, known: readonly string[]): JobMistake {
  return {
    code: "unknown-key",
    at,
    says: say(`Kunci "${key}" tidak dikenal di sini.`, `"${key}" is no key known here.`),
    remedy: meant(key, known),
  };
}

export function missingKey(at: string, example: string): JobMistake {
  return {
    code: "missing-key",
    at,
    says: say("Harus ada, tetapi tidak ada.", "It must be there and is not."),
    remedy: say(`Tambahkan, misalnya ${example}.`, `Add it, such as ${example}.`),
  };
}

export function wrongValue(at: string, wanted: Words, example: string): JobMistake {
  return {
    code: "wrong-value",
    at,
    says: say(`Harus berupa ${wanted.id}.`, `It must be ${wanted.en}.`),
    remedy: say(`Tulis misalnya ${example}.`, `Write for instance ${example}.`),
  };
}

export function unknownWord(at: string, word: string, known: readonly string[]): JobMistake {
  return {
    code: "unknown-word",
    at,
    says: say(`"${word}" bukan salah satu pilihannya.`, `"${word}" is none of the choices.`),
    remedy: meant(word, known),
  };
}

export function repeatedName(at: string, name: string): JobMistake {
  return {
    code: "repeated-name",
    at,
    says: say(`"${name}" sudah dipakai.`, `"${name}" is taken already.`),
    remedy: say("Beri nama lain.", "Give it another name."),
  };
}

export function notJson(reason: string): JobMistake {
  return {
    code: "not-json",
    at: "",
    says: say(
      `Berkas tugas bukan JSON yang utuh: ${reason}`,
      `The job file is not whole JSON: ${reason}`,
    ),
    remedy: say(
      "Periksa tanda kutip, koma dan kurung di tempat itu.",
      "Check quotes, commas and brackets at that place.",
    ),
  };
}

export function jobUnreadable(path: string): JobMistake {
  return {
    code: "job-file-missing",
    at: "",
    says: say(`Berkas tugas ${path} tidak dapat dibaca.`, `The job file ${path} cannot be read.`),
    remedy: say("Periksa nama dan hak bacanya.", "Check its name and that you may read it."),
  };
}

export function outUnwritable(out: string): JobMistake {
  return {
    code: "out-unwritable",
    at: "out",
    says: say(
      `Hasil tidak dapat ditulis ke folder ${out}.`,
      `The answers cannot be written into the folder ${out}.`,
    ),
    remedy: say(
      'Sebut folder lain dengan "out"; yang tidak boleh adalah nama berkas dan folder tanpa hak tulis.',
      'Name another folder with "out"; it may not be a file, and you must be allowed to write there.',
    ),
  };
}

export function fileMissing(at: string, path: string): JobMistake {
  return {
    code: "file-missing",
    at,
    says: say(`Tidak ada berkas ${path}.`, `There is no file ${path}.`),
    remedy: say(
      "Letak berkas dihitung dari folder berkas tugas; periksa nama dan foldernya.",
      "Paths are counted from the folder of the job file; check name and folder.",
    ),
  };
}

export function fileIsFolder(at: string, path: string): JobMistake {
  return {
    code: "file-is-folder",
    at,
    says: say(`${path} adalah folder.`, `${path} is a folder.`),
    remedy: say(
      "Sebut satu berkas di dalamnya; berkas lain menjadi masukan tersendiri.",
      "Name one file in it; others are inputs of their own.",
    ),
  };
}

export function columnMissing(
  at: string,
  column: string,
  input: string,
  columns: readonly string[],
): JobMistake {
  return {
    code: "column-missing",
    at,
    says: say(
      `Kolom "${column}" tidak ada di "${input}".`,
      `There is no column "${column}" in "${input}".`,
    ),
    remedy: meant(column, columns),
  };
}

export function columnTwice(at: string, column: string, input: string): JobMistake {
  return {
    code: "column-twice",
    at,
    says: say(
      `Kolom "${column}" ada lebih dari sekali di "${input}".`,
      `The column "${column}" stands more than once in "${input}".`,
    ),
    remedy: say("Beri nama lain pada salah satunya.", "Rename one of them in the file."),
  };
}

/** What is wrong with the values of an id column; rows are counted from 1 below the header. */
export type IdFault = {
  readonly input: string;
  readonly column: string;
  readonly empty: number;
  readonly firstEmpty: number | undefined;
  readonly repeated: number;
  readonly firstRepeated: readonly [number, number] | undefined;
};

export function idNotUnique(at: string, fault: IdFault): JobMistake {
  const { input, column, empty, firstEmpty, repeated, firstRepeated } = fault;
  const id: string[] = [];
  const en: string[] = [];
  if (empty > 0) {
    id.push(`${empty} baris tanpa nilai, yang pertama baris ${firstEmpty}`);
    en.push(`${empty} rows are empty, the first is row ${firstEmpty}`);
  }
  if (repeated > 0) {
    const [a, b] = firstRepeated ?? [];
    id.push(`${repeated} nilai berulang, yang pertama di baris ${a} dan ${b}`);
    en.push(`${repeated} values stand more than once, the first in rows ${a} and ${b}`);
  }
  return {
    code: "id-not-unique",
    at,
    says: say(
      `Kolom id "${column}" di "${input}" tidak unik: ${id.join("; ")}.`,
      `The id column "${column}" of "${input}" is not unique: ${en.join("; ")}.`,
    ),
    remedy: say(
      "Pilih kolom yang nilainya satu untuk tiap baris, atau tambahkan nomor baris.",
      "Choose a column with one value for each row, or add one that numbers the rows.",
    ),
  };
}

export function idNotFound(at: string, input: string, unique: readonly string[]): JobMistake {
  return {
    code: "id-not-found",
    at,
    says:
      unique.length === 0
        ? say(`Tidak ada kolom unik di "${input}".`, `No column of "${input}" is unique.`)
        : say(
            `Lebih dari satu kolom unik di "${input}": ${quoted(unique)}.`,
            `More than one column of "${input}" is unique: ${quoted(unique)}.`,
          ),
    remedy: say(
      `Sebut kolom id dengan "id"; bila tidak ada, tambahkan kolom nomor baris.`,
      `Name the id column with "id"; where there is none, add one that numbers the rows.`,
    ),
  };
}

export function noFields(at: string, reasons: readonly string[]): JobMistake {
  return {
    code: "no-fields",
    at,
    says: say(
      `Tidak ada kolom yang dapat dibandingkan. ${reasons.join(" ")}`,
      `There is no column to compare by. ${reasons.join(" ")}`,
    ),
    remedy: say(
      `Sebut kolomnya dengan "fields", dan "columns" bila namanya berbeda.`,
      `Name them with "fields", and "columns" where the files call them differently.`,
    ),
  };
}

/** Anything said nowhere else. */
export function otherMistake(code: string, at: string, says: Words, remedy: Words): JobMistake {
  return { code, at, says, remedy };
}
