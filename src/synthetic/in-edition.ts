import { getCodeList, listCodes } from "#domain/codes/all-lists.ts";
import { type CodeEdition, STANDARD_EDITION } from "#domain/codes/code-list.ts";
import { gradesOf } from "./welfare.ts";

/** How far two standard answers are apart: by grade from poor to rich, else by number. */
function distance(fact: string, a: number, b: number): number {
  const grades = gradesOf(fact);
  const [from, to] = [grades.indexOf(a), grades.indexOf(b)];
  return from < 0 || to < 0 ? 100 + Math.abs(a - b) : Math.abs(from - to);
}

/** SQL: a standard answer as an edition numbers it; where the edition lacks it, its nearest answer. */
export function inEdition(sql: string, fact: string, list: string, edition: CodeEdition): string {
  const codes = listCodes(getCodeList(list), edition).filter(({ standard }) => standard >= 0);
  const answers = listCodes(getCodeList(list), STANDARD_EDITION).filter((c) => c.standard >= 0);
  const whens = answers.map(({ standard }) => {
    const nearest = codes.reduce((best, code) =>
      distance(fact, code.standard, standard) < distance(fact, best.standard, standard)
        ? code
        : best,
    );
    return `when ${standard} then '${nearest.code}'`;
  });
  return `case ${sql} ${whens.join(" ")} end`;
}
