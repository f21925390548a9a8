import { readFile, writeFile } from "node:fs/promises";
import type {
  IdentityAdapter,
  IdentityAnswer,
  IdentityAnswers,
  IdentityQuestion,
} from "./identity-check.ts";
import { readAnswer } from "./identity-check-service.ts";

const QUESTION_HEADER = "id;nik;nama;tanggal_lahir;nomor_kk;jenis_kelamin";
const ANSWER_COLUMNS = "id nik nama tanggal_lahir nomor_kk jenis_kelamin status".split(" ");

/**
 * Offline matching for the first load: questions go out as a file, the registry's file of answers comes
 * back, perhaps weeks later. Both lie in a private folder. Questions without a row stay open.
 */
export function bulkFileAdapter(files: {
  readonly questions: string;
  /** Undefined while the answer has not come. */
  readonly answers: string | undefined;
}): IdentityAdapter {
  return {
    name: "bulk-file",
    ask: async (questions) => {
      await writeFile(files.questions, questionFile(questions), { mode: 0o600 });
      if (files.answers === undefined) return allOpen(questions);
      return matchAnswers(questions, await readFile(files.answers, "utf8"));
    },
  };
}

/** The file of questions, separated by semicolons; text that a spreadsheet might compute is led by '. */
export function questionFile(questions: readonly IdentityQuestion[]): string {
  const lines = questions.map(({ questionId, nik, name, birthDate, kk, sex }) =>
    [
      questionId,
      nik,
      name,
      birthDate ?? "",
      kk ?? "",
      sex === null ? "" : sex === "male" ? "L" : "P",
    ]
      .map((cell) => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll(/[;\r\n]/g, " "))
      .join(";"),
  );
  return `${[QUESTION_HEADER, ...lines].join("\r\n")}\r\n`;
}

function matchAnswers(questions: readonly IdentityQuestion[], text: string): IdentityAnswers {
  const [, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const read = new Map<string, IdentityAnswer>();
  let broken = 0;
  for (const line of lines) {
    const cells = line.split(";").map((cell) => cell.trim());
    const body = Object.fromEntries(
      ANSWER_COLUMNS.map((name, i) => [name, cells[i] === "" ? null : cells[i]]),
    );
    const answer = readAnswer(cells[0] ?? "", body);
    if (answer === undefined) broken++;
    else read.set(answer.questionId, answer);
  }
  const asked = questions.map(({ questionId }) => questionId);
  const answers = asked.flatMap((id) => read.get(id) ?? []);
  const open = asked.filter((id) => !read.has(id));
  return broken > 0 && open.length > 0
    ? { answers, open, problem: "unreadable" }
    : { answers, open };
}

const allOpen = (questions: readonly IdentityQuestion[]): IdentityAnswers => ({
  answers: [],
  open: questions.map(({ questionId }) => questionId),
});
