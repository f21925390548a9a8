import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { DECILE_BASIS_WORDS } from "#domain/decile-basis.ts";
import { writeRupiah } from "#domain/rupiah.ts";
import {
  type CountedRule,
  type CountRuleProblem,
  countRule,
  type RuleBody,
} from "#jobs/count-rule.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen programs count sembako --draft 3
  $ dtsen programs count pkh --rule usulan.json --version 2026-4 --json

Program ditetapkan dua kali atas versi yang sama: menurut aturan pada hari itu, dan menurut usulan. Berkas --rule berisi basis dan edits,
seperti yang dikirim konsol ke /api/v1/programs/{id}/rule/preview. Tidak ada yang disimpan.
The program is determined twice over one version: by the rules of that day, and by the proposal. Nothing is kept.`;

type Options = {
  readonly draft?: string;
  readonly rule?: string;
  readonly version?: string;
  readonly json?: boolean;
};

/** dtsen programs count: exactly what a rule does, before it is proposed or put into force. */
export function addCountTo(programs: Command): void {
  programs
    .command("count <id>")
    .description("hitung persis akibat usulan aturan (count exactly what a proposed rule does)")
    .option("--draft <number>", "a rule that was proposed: dtsen programs drafts")
    .option("--rule <file>", "a rule as JSON, before it is proposed")
    .option("--version <label>", "a version that stands; default: the one in force")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

const PROBLEMS: Readonly<Record<CountRuleProblem, string>> = {
  "program-unknown": "tidak ada program itu yang punya aturan; lihat: dtsen programs",
  "draft-unknown":
    "tidak ada usulan dengan nomor itu untuk program ini; lihat: dtsen programs drafts",
  "version-unknown":
    "tidak ada versi yang terbit atau bernama itu; lihat: dtsen version list (no such version)",
  "program-not-in-force":
    "program itu tidak berlaku pada hari keadaan versi (not in force on the day of the version)",
  "rule-mistaken": "usulan belum dapat dihitung (the rule has mistakes):",
};

async function run(program: string, { draft, rule, version, json }: Options): Promise<void> {
  const given = draft === undefined ? await readRule(rule) : Number(draft);
  if (given === undefined) return fail("sebut --draft atau --rule dengan berkas JSON (name one)");
  const bars = terminalProgress();
  const today = new Date().toISOString().slice(0, 10);
  const counted = await inHouse(readSettings(), (house) =>
    countRule(house, { program, version, rule: given, today }, bars.progress),
  ).finally(bars.stop);
  if (!counted.ok) {
    fail(PROBLEMS[counted.problem]);
    for (const { at, says, remedy } of counted.mistakes ?? [])
      fail(`  ${at}: ${says.id} ${remedy.id}`);
    return;
  }
  print(json === true ? JSON.stringify(counted.value, null, 2) : wordsOf(counted.value));
}

async function readRule(file: string | undefined): Promise<RuleBody | undefined> {
  const text = file === undefined ? "" : await readFile(file, "utf8").catch(() => "");
  try {
    const { basis, edits } = JSON.parse(text) as RuleBody;
    const none = { values: {}, ended: [], added: [], settled: [] };
    return { basis, edits: { ...none, ...edits } };
  } catch {
    return undefined;
  }
}

const numbers = new Intl.NumberFormat("id-ID");
const count = (value: number | null): string => (value === null ? "<10" : numbers.format(value));
const money = (value: number | null): string => (value === null ? "-" : writeRupiah(BigInt(value)));

function wordsOf(counted: CountedRule): string {
  const { before, after, staying, comingIn, goingOut } = counted;
  const group = (name: string) => (row: CountedRule["deciles"][number]) =>
    `  ${name} ${name === "provinsi" ? row.key / 100 : row.key}: ${count(row.baselineFamilies)} -> ${count(row.reformFamilies)} (tetap ${count(row.staying)}, masuk ${count(row.winners)}, keluar ${count(row.losers)})`;
  return [
    `${counted.program}, versi ${counted.version}, aturan pada ${counted.effectiveOn}, ${counted.unit === "person" ? "orang" : "keluarga"}`,
    `penerima ${count(before)} -> ${count(after)}: tetap ${count(staying)}, masuk ${count(comingIn)}, keluar ${count(goingOut)}`,
    `rupiah satu tahap ${money(counted.phaseRupiahBefore)} -> ${money(counted.phaseRupiahAfter)}; setahun ${money(ofYear(counted.phaseRupiahBefore))} -> ${money(ofYear(counted.phaseRupiahAfter))}`,
    `desil nasional, ${DECILE_BASIS_WORDS[counted.decileBasis].id}`,
    ...counted.deciles.map(group("desil")),
    ...counted.provinces.map(group("provinsi")),
  ].join("\n");
}

const PHASES_A_YEAR = 4;
const ofYear = (value: number | null): number | null =>
  value === null ? null : value * PHASES_A_YEAR;

function fail(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

const print = (words: string): void => {
  process.stdout.write(`${words}\n`);
};
