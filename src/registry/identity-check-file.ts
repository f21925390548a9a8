import { appendFile, writeFile } from "node:fs/promises";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { accept } from "#domain/result.ts";
import type { DatedAnswer, IdentityAdapter, IdentityQuestion } from "./identity-check.ts";
import { ANSWER_FIELDS, readAnswer } from "./read-identity-answer.ts";

const QUESTION_HEADER = "id;nik;nama;tanggal_lahir;nomor_kk;jenis_kelamin";

/**
 * Offline matching for the first load: questions go out as a file that only its owner may read, and the
 * registry's file of answers comes back, perhaps weeks later. Until then they are open.
 */
export async function bulkFileAdapter(file: string): Promise<IdentityAdapter> {
  await writeFile(file, `${QUESTION_HEADER}\r\n`, { mode: 0o600 });
  return {
    name: "bulk-file",
    ask: async (questions) => {
      await appendFile(file, questions.map(questionLine).join(""));
      return { answers: [], open: questions.map(({ questionId }) => questionId) };
    },
  };
}

/** Separated by semicolons; text that a spreadsheet might compute is led by an apostrophe. */
function questionLine({ questionId, nik, name, birthDate, kk, sex }: IdentityQuestion): string {
  const letter = sex === null ? "" : sex === "male" ? "L" : "P";
  const cells = [questionId, nik, name, birthDate ?? "", kk ?? "", letter]
    .map((cell) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll(/[;\r\n]/g, " "))
    .join(";");
  return `${cells}\r\n`;
}

/** What a file of answers holds; `unreadable` are the places of its broken lines, from 1 below the header. */
export type AnswerFile = {
  readonly answers: readonly DatedAnswer[];
  readonly unreadable: readonly number[];
};

/**
 * Reads the registry's file; columns in any order, by name. A line that names no day was answered today.
 * Lines that answer one question differently are broken, all of them: neither is to be believed. Undefined
 * where id or nik has no column.
 */
export function readAnswerFile(text: string, today: PlainDate): AnswerFile | undefined {
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = header.includes(";") ? ";" : ",";
  const cut = (line: string) => line.split(separator).map((cell) => cell.trim());
  const names = cut(header.toLowerCase());
  if (!names.includes("id") || !names.includes(ANSWER_FIELDS.nik)) return undefined;
  const read: (DatedAnswer | undefined)[] = [];
  const places: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const cells = cut(line);
    const named = Object.fromEntries(names.map((name, k) => [name, cells[k] ?? ""]));
    read.push(cells.length > names.length ? undefined : readLine(named, today));
    places.push(i + 1);
  }
  const disputed = disputedQuestions(read);
  const sound = read.map((answer) =>
    answer === undefined || disputed.has(answer.questionId) ? undefined : answer,
  );
  return {
    answers: sound.filter((answer) => answer !== undefined),
    unreadable: places.filter((_, k) => sound[k] === undefined),
  };
}

/** Ids of questions that several lines answer, and not alike. */
function disputedQuestions(read: readonly (DatedAnswer | undefined)[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const disputed = new Set<string>();
  for (const answer of read) {
    if (answer === undefined) continue;
    const said = JSON.stringify(answer);
    if ((first.get(answer.questionId) ?? said) !== said) disputed.add(answer.questionId);
    first.set(answer.questionId, said);
  }
  return disputed;
}

function readLine(
  cells: Readonly<Record<string, string>>,
  today: PlainDate,
): DatedAnswer | undefined {
  const { id = "", dijawab_pada = "" } = cells;
  const read = readAnswer(id, cells);
  if (read === undefined || id === "") return undefined;
  const day = dijawab_pada === "" ? accept(today) : parsePlainDate(dijawab_pada);
  return day.ok && day.value <= today ? { ...read, answeredOn: day.value } : undefined;
}
