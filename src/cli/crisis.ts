import type { Command } from "commander";
import { inHouse } from "#jobs/house.ts";
import { openDueAudits } from "#jobs/open-due-audits.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen crisis audits

Server yang berjalan melakukannya sendiri setiap menit.
(A running server does so itself every minute.)`;

/** dtsen crisis audits: opens the audit of emergencies whose last day is over. */
export function addTo(program: Command): void {
  program
    .command("crisis")
    .description("darurat bencana (emergencies)")
    .addHelpText("after", EXAMPLES)
    .command("audits")
    .description("buka audit darurat yang hari terakhirnya lewat (open audits that are due)")
    .action(audits);
}

async function audits(): Promise<void> {
  const opened = await inHouse(readSettings(), async ({ desk }) => await openDueAudits(desk));
  process.stdout.write(`${opened.length} audit dibuka.\n`);
}
