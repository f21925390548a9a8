import type { Command } from "commander";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import { REACTIVATION_STEP_WORDS } from "#domain/reactivation-procedure.ts";
import { inHouse } from "#jobs/house.ts";
import { escalateReactivations } from "#jobs/keep-clocks.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen reactivation escalate
  $ dtsen reactivation escalate --json

Server yang berjalan melakukannya sendiri setiap menit. Perintah ini tidak memutus apa pun: kantor di atasnya dipanggil.
(A running server does so itself every minute. It decides nothing: the office above is called.)`;

/** dtsen reactivation escalate: calls the next tier about reactivations whose clock has run out. */
export function addTo(program: Command): void {
  const verb = program
    .command("reactivation")
    .description("reaktivasi PBI-JK (reactivation of PBI-JK)")
    .addHelpText("after", EXAMPLES);
  verb
    .command("escalate")
    .description("panggil kantor di atas langkah yang lewat tenggat (call the tier above)")
    .option("--json", "figures as JSON")
    .action(escalate);
}

async function escalate({ json }: { readonly json?: boolean }): Promise<void> {
  const now = new Date().toISOString();
  const calls = await inHouse(readSettings(), ({ desk }) => escalateReactivations(desk, now));
  if (json === true) return print(JSON.stringify(calls));
  print(`${calls.length} perkara dinaikkan.`);
  for (const { caseId, step, to } of calls) {
    print(
      `  ${caseId}  ${REACTIVATION_STEP_WORDS[step].id}: ${INSTITUTION_TERMS[to.institution].words.id}`,
    );
  }
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
