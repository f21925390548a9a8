import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import { accept } from "#domain/result.ts";
import { expireBackups } from "#jobs/back-up-desk.ts";
import { inHouse } from "#jobs/house.ts";
import { listRetention, type RetentionRow, runRetention } from "#jobs/run-retention.ts";
import { readSettings } from "#settings.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen retention list
  $ dtsen retention list --today 2028-12-01 --json
  $ dtsen retention run --by sari

Run destroys keys and files of deliveries whose date has passed (their receipts stay), erases vault notes past their
day, and destroys the keys of desk backups older than 35 days. Put it into cron, daily, by an account that holds the
right run-retention (role bps-steward). Exit 1: refused, nothing was destroyed.`;

const REFUSED =
  "--by tidak memegang hak menjalankan masa simpan hari ini; minta pengelola DTSEN BPS (holds no right to run retention today; ask a data steward)";

type Options = { readonly today?: string; readonly by: string; readonly json?: boolean };

/** dtsen retention: what is kept until when; run destroys what has passed its date. */
export function addTo(program: Command): void {
  const retention = program
    .command("retention")
    .description("masa simpan kiriman (how long deliveries are kept)")
    .addHelpText("after", EXAMPLES);
  retention
    .command("list")
    .description("every delivery, its date and the versions made of it")
    .option("--today <day>", "look as of this day; default: today")
    .option("--json", "as JSON")
    .action(list);
  retention
    .command("run")
    .description("destroy keys and files of deliveries past their date, for ever")
    .requiredOption("--by <username>", "account that may run it, such as bps-steward")
    .option("--json", "figures as JSON")
    .action(run);
}

async function list(options: Options): Promise<void> {
  const today = options.today ?? todayInJakarta();
  const parsed = parsePlainDate(today);
  if (!parsed.ok) {
    process.stderr.write(`--today: ${parsed.problem}\n`);
    process.exitCode = 2;
    return;
  }
  const rows = await inHouse(readSettings(), (house) => listRetention(house, today));
  if (options.json === true) return say(JSON.stringify(rows));
  if (rows.length === 0) say("Tidak ada kiriman.");
  for (const row of rows) say(lineOf(row));
}

async function run(options: Options): Promise<void> {
  const bars = terminalProgress();
  const draft = { today: todayInJakarta(), by: options.by };
  const done = await inHouse(readSettings(), async (house) => {
    const ran = await runRetention(house, draft, bars.progress);
    if (!ran.ok) return ran;
    return accept({ ...ran.value, backups: await expireBackups(house, new Date()) });
  }).finally(() => bars.stop());
  if (!done.ok) {
    process.stderr.write(`ditolak (${done.problem}): ${REFUSED}\n`);
    process.exitCode = 1;
    return;
  }
  const report = done.value;
  if (options.json === true) return say(JSON.stringify(report));
  for (const folder of report.backups) say(`cadangan ${folder}: kunci dimusnahkan`);
  for (const row of [...report.destroyed, ...report.held]) say(lineOf(row));
  say(
    `${report.destroyed.length} kiriman dimusnahkan, ${report.held.length} menunggu (versi sedang dibangun, atau survei tanpa kunci zonanya); ${report.vaultNotes} catatan khusus dihapus.`,
  );
}

const lineOf = ({ deliveryNo, source, set, retentionUntil, state, versions }: RetentionRow) =>
  `${deliveryNo}  ${source} ${set}  sampai ${retentionUntil}  ${state}  ${versions.join(", ")}`.trimEnd();

/** A day of retention ends at midnight of the western zone. */
const todayInJakarta = (): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Jakarta" }).format(new Date());

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
