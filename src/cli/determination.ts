import type { Command } from "commander";
import {
  DETERMINATION_PROBLEM_WORDS,
  DETERMINATION_STATE_WORDS,
  type DeterminationAnswer,
  type DeterminationProblem,
} from "#domain/determination.ts";
import type { Result } from "#domain/result.ts";
import {
  answerDetermination,
  listDeterminations,
  proposeDetermination,
} from "#jobs/determine-list.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen determination propose 2026-4 --program pkh --by program-determiner
  $ dtsen determination approve 1 --by program-determiner-2
  $ dtsen determination return 1 --reason "Kuota dua kabupaten tertukar" --by program-determiner-2
  $ dtsen determination list

Satu orang mengusulkan, orang lain menyetujui atau mengembalikan; basis data menolak orang yang sama. SK melekat sendiri begitu dicatat
(dtsen decree record). (One person proposes, another approves or returns: the database refuses the same person. A decree attaches by itself.)`;

/** dtsen determination: a program's list of a version, proposed by one person and answered by another. */
export function addTo(program: Command): void {
  const determination = program
    .command("determination")
    .description("usulkan dan setujui penetapan program (determinations of programs)")
    .addHelpText("after", EXAMPLES);
  determination
    .command("propose <label>")
    .description("usulkan daftar program dari versi terbit ini (propose its list)")
    .requiredOption("--program <code>", "such as pkh")
    .requiredOption("--by <username>", "account that determines this program")
    .addHelpText("after", EXAMPLES)
    .action(async (label: string, { program: id, by }: { program: string; by: string }) => {
      const made = await inHouse(readSettings(), ({ desk }) =>
        proposeDetermination(desk, { label, program: id, by }),
      );
      say(made, (number) => `penetapan ${number} diusulkan, menunggu orang kedua (proposed)`);
    });
  for (const [verb, answer, about] of ANSWERS) {
    const command = determination
      .command(`${verb} <number>`)
      .description(about)
      .requiredOption("--by <username>", "another account that determines this program");
    if (answer !== "approved") command.requiredOption("--reason <words>", "at least 20 letters");
    command
      .addHelpText("after", EXAMPLES)
      .action(async (number: string, { by, reason = "" }: { by: string; reason?: string }) => {
        const done = await inHouse(readSettings(), ({ desk }) =>
          answerDetermination(desk, { number: Number(number), answer, reason, by }),
        );
        say(done, () => `penetapan ${number}: ${DETERMINATION_STATE_WORDS[answer].id} (${answer})`);
      });
  }
  determination
    .command("list")
    .description("semua penetapan, yang terbaru dahulu (all, the newest first)")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(list);
}

const ANSWERS: readonly (readonly [string, DeterminationAnswer, string])[] = [
  ["approve", "approved", "setujui sebagai orang kedua (approve, as its second person)"],
  ["return", "returned", "kembalikan dengan alasan (return it, with a reason)"],
  ["revoke", "revoked", "cabut yang berlaku, dengan alasan (revoke one in force)"],
];

async function list({ json }: { readonly json?: boolean }): Promise<void> {
  const rows = await inHouse(readSettings(), ({ desk }) => listDeterminations(desk));
  if (json === true) {
    print(JSON.stringify(rows, null, 2));
    return;
  }
  for (const { number, program, label, kind, state, recipients } of rows) {
    print(
      `${String(number).padStart(5)}  ${program.padEnd(10)} ${label.padEnd(12)} ${kind.padEnd(10)} ${state.padEnd(10)} ${recipients}`,
    );
  }
}

function say<Value>(
  answer: Result<Value, DeterminationProblem>,
  words: (value: Value) => string,
): void {
  if (answer.ok) {
    print(words(answer.value));
    return;
  }
  const { id, en } = DETERMINATION_PROBLEM_WORDS[answer.problem];
  process.stderr.write(`ditolak (${answer.problem}):\n${id}\n${en}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
