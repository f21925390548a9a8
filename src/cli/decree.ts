import type { Command } from "commander";
import { DECREE_RECORD_PROBLEM_WORDS, type DecreeRecordProblem } from "#domain/decree.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { type OpenAffectedProblem, openAffected } from "#jobs/affected-families.ts";
import { inHouse } from "#jobs/house.ts";
import { listDecrees, recordDecree } from "#jobs/record-decree.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen decree record 2026-4 --program pkh --number "SK 12/HUK/2026" --signed-on 2026-10-20 \\
      --by program-determiner
  $ dtsen decree list
  $ dtsen decree list --json
  $ dtsen decree affected 2026-4 --families-to terdampak.parquet --by bps-steward

Surat keputusan tetap melekat pada versinya. Yang terbaru dari satu program berlaku; selama ia berlaku, kembali ke versi sebelumnya
memerlukan dua orang dan daftar keluarga terdampak (dtsen withdraw). (A decree keeps its version. The newest of a program is in force;
while it is, going back takes two people and the list of affected families.)`;

/** dtsen decree: puts decrees (SK) on record with the version that they keep, and opens whom a going back touches. */
export function addTo(program: Command): void {
  const decree = program
    .command("decree")
    .description("catat SK program atas suatu versi (put a program's decree on record)")
    .addHelpText("after", EXAMPLES);
  decree
    .command("record <label>")
    .description("catat SK yang menandatangani daftar versi ini (the decree that signed its list)")
    .requiredOption("--program <code>", "pkh, sembako or pbi-jk")
    .requiredOption("--number <words>", "number of the act, as written on it")
    .requiredOption("--signed-on <day>", "day of the act, such as 2026-10-20")
    .requiredOption("--by <username>", "account that determines this program")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(record);
  decree
    .command("list")
    .description("semua SK, yang terbaru dahulu (all decrees, the newest first)")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(list);
  decree
    .command("affected <label>")
    .description(
      "buka daftar keluarga terdampak bila versi ini ditarik (whom taking this version back touches)",
    )
    .requiredOption("--families-to <file>", "plain Parquet; destroy it when it has been read")
    .requiredOption("--by <username>", "account that withdraws, determines or oversees")
    .addHelpText("after", EXAMPLES)
    .action(affected);
}

type RecordOptions = {
  readonly program: string;
  readonly number: string;
  readonly signedOn: string;
  readonly by: string;
  readonly json?: boolean;
};

async function record(label: string, { json, ...asked }: RecordOptions): Promise<void> {
  const signedOn = parsePlainDate(asked.signedOn);
  if (!signedOn.ok) {
    process.stderr.write(`--signed-on: ${signedOn.problem}\n`);
    process.exitCode = 2;
    return;
  }
  const draft = { ...asked, label, signedOn: signedOn.value };
  const answer = await inHouse(readSettings(), ({ desk }) => recordDecree(desk, draft));
  if (!answer.ok) return refused(answer.problem);
  const { program, number } = asked;
  print(
    json === true
      ? JSON.stringify({ label, program, number, signedOn: signedOn.value })
      : `SK ${number} tercatat atas versi ${label}: ${program} (recorded)`,
  );
}

async function list({ json }: { readonly json?: boolean }): Promise<void> {
  const decrees = await inHouse(readSettings(), ({ desk }) => listDecrees(desk));
  if (json === true) return print(JSON.stringify(decrees, null, 2));
  for (const { label, program, number, signedOn, by, isInForce } of decrees) {
    const state = isInForce ? "berlaku (in force)" : "sudah diganti (replaced)";
    print(`${program.padEnd(8)} ${signedOn}  ${label.padEnd(12)} ${number}  ${state}  ${by}`);
  }
}

async function affected(
  label: string,
  { familiesTo: file, by }: { readonly familiesTo: string; readonly by: string },
): Promise<void> {
  const answer = await inHouse(readSettings(), (house) => openAffected(house, { label, file, by }));
  if (!answer.ok) return refused(answer.problem);
  print(answer.value.file);
}

const AFFECTED_WORDS: Readonly<Record<OpenAffectedProblem, string>> = {
  "version-unknown": "tidak ada versi dengan nama itu; lihat: dtsen version list (no such version)",
  "list-missing":
    "belum ada daftar: ia disegel ketika orang pertama meminta penarikan (sealed when a first person asks for the withdrawal)",
  "reading-right-not-held":
    "akun ini tidak menarik versi, tidak menetapkan program dan tidak mengawasi (the account neither withdraws, determines nor oversees)",
};

function refused(problem: DecreeRecordProblem | OpenAffectedProblem): void {
  const words =
    problem in DECREE_RECORD_PROBLEM_WORDS
      ? Object.values(DECREE_RECORD_PROBLEM_WORDS[problem as DecreeRecordProblem]).join("\n")
      : AFFECTED_WORDS[problem as OpenAffectedProblem];
  process.stderr.write(`ditolak (${problem}):\n${words}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
