import type { AskedJoint } from "#jobs/ask-joint.ts";
import { jointNotes } from "#programs/what-if/joint/joint-report.ts";
import { jointTables } from "#programs/what-if/joint/joint-tables.ts";
import { countedBy } from "./counted-by.ts";
import { tablesOf, tableText } from "./what-if-words.ts";

/** Tables that a terminal has room for. */
const SAID: readonly string[] = [
  "programs",
  "program_money",
  "whole",
  "becomes",
  "moves",
  "by_decile",
];

export function jointText(asked: AskedJoint): string {
  const { scenario, answer, origin, seconds } = asked;
  const shown = jointTables(answer).filter(({ name }) => SAID.includes(name));
  return [
    `Bagaimana jika: ${scenario.name} — versi ${origin.version}, desil ${countedBy(origin.decileBasis)}`,
    "Simulasi; tidak ada keluarga yang masuk atau keluar karenanya. Dihitung persis.",
    ...jointNotes(asked).map(({ id }) => id),
    ...shown.flatMap((table) => ["", table.title.id, ...tableText(table)]),
    "",
    `Dihitung dalam ${seconds.toFixed(1)} s`,
    "",
  ].join("\n");
}

/** The object of --json: tables with small cells withheld, never the sums behind them. */
export function jointFigures(asked: AskedJoint) {
  const { scenario, answer, origin } = asked;
  return {
    scenario,
    origin,
    is_exact: true,
    order: answer.order,
    notes: jointNotes(asked),
    tables: tablesOf(jointTables(answer)),
  };
}
