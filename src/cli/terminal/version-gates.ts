import type { Command } from "commander";
import {
  GATE_OUTCOME_WORDS,
  OVERRIDE_PROBLEM_WORDS,
  type OverrideProblem,
  QUALITY_GATE_WORDS,
} from "#domain/quality-gate.ts";
import { inHouse } from "#jobs/house.ts";
import { listVersions } from "#jobs/list-versions.ts";
import { overrideGate, readGates, type StandingGate } from "#jobs/override-gate.ts";
import { readSettings } from "#settings.ts";
import { countedBy } from "./counted-by.ts";

const EXAMPLES = `
Contoh:
  $ dtsen version gates 2026-4
  $ dtsen version gates 2026-4 --json
  $ dtsen version override 2026-4 --gate decile-shift --by bps-steward \\
      --reason "model baru; perbandingan 2026-3/2026-4 diperiksa, berita acara 14/2026"
  $ dtsen version override 2026-4 --gate decile-shift --by bps-steward-2 \\
      --reason "diperiksa ulang dengan sampel 200 keluarga, berita acara 15/2026"

Setiap gerbang yang gagal ditanggung dua orang yang berbeda, masing-masing dengan alasan yang tersimpan selamanya. (Two different
people answer for each failed gate, each with a reason that stays for ever; then dtsen publish goes on.)`;

/** dtsen version gates LABEL, dtsen version override LABEL: what a version was judged by, and who answers for it. */
export function addGates(version: Command): void {
  version
    .command("gates <label>")
    .description("gerbang mutu versi: angka, batas, hasil (quality gates: figure, bound, outcome)")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(gates);
  version
    .command("override <label>")
    .description("tanggung satu gerbang yang gagal (answer for one failed gate, as one of two)")
    .requiredOption("--gate <name>", "the failed gate, such as decile-shift")
    .requiredOption("--by <username>", "account that may publish, such as bps-steward")
    .requiredOption("--reason <words>", "what was looked at and why; names nobody")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(override);
}

async function gates(label: string, options: { readonly json?: boolean }): Promise<void> {
  const { found, version } = await inHouse(readSettings(), async (house) => ({
    found: await readGates(house.desk, label),
    version: (await listVersions(house, label))[0],
  }));
  if (!found.ok) return refused(found.problem);
  const head = version === undefined ? label : `${label}: deciles ${countedBy(version.basis)}`;
  const text =
    options.json === true
      ? JSON.stringify(found.value, null, 2)
      : [head, ...gateLines(found.value)].join("\n");
  process.stdout.write(`${text}\n`);
}

/** One line a gate, and one for each who answers for it. */
export function gateLines(judged: readonly StandingGate[]): readonly string[] {
  return judged.flatMap(({ gate, figure, bound, outcome, basis, overrides }) => {
    const { id, en } = QUALITY_GATE_WORDS[gate];
    const said = GATE_OUTCOME_WORDS[outcome];
    return [
      `  ${gate.padEnd(13)} ${String(figure ?? "-").padStart(5)} / ${String(bound).padStart(4)}  ${said.id} (${said.en}): ${id} (${en}) [${basis}]`,
      ...overrides.map(({ by, at, reason }) => `    ${by} ${at.slice(0, 10)}: ${reason}`),
    ];
  });
}

/** The same for a statistician, as Markdown. */
export function gateTable(judged: readonly StandingGate[]): readonly string[] {
  const rows = judged.map(({ gate, figure, bound, outcome, basis, overrides }) => {
    const by = overrides.map((one) => `${one.by}: ${one.reason}`).join("; ");
    const said = `${GATE_OUTCOME_WORDS[outcome].en}${by === "" ? "" : ` (${by})`}`;
    return `| ${gate}: ${QUALITY_GATE_WORDS[gate].en} | ${figure ?? "-"} | ${bound} | ${said} | ${basis} |`;
  });
  const head = ["| Gate | figure | passed up to | outcome | bound by |"];
  return ["## Quality gates", "", ...head, "| --- | ---: | ---: | --- | --- |", ...rows, ""];
}

type Override = {
  readonly gate: string;
  readonly by: string;
  readonly reason: string;
  readonly json?: boolean;
};

async function override(label: string, { gate, by, reason, json }: Override): Promise<void> {
  const draft = { label, gate, by, reason };
  const answer = await inHouse(readSettings(), ({ desk }) => overrideGate(desk, draft));
  if (!answer.ok) return refused(answer.problem);
  const state = answer.value;
  const said =
    state === "waits"
      ? `${gate}: menunggu orang kedua (waits for a second person)`
      : `${gate}: ditanggung dua orang (two people answer for it)`;
  process.stdout.write(`${json === true ? JSON.stringify({ label, gate, by, state }) : said}\n`);
}

function refused(problem: OverrideProblem): void {
  const { id, en } = OVERRIDE_PROBLEM_WORDS[problem];
  process.stderr.write(`refused: ${problem}\n${id}\n${en}\n`);
  process.exitCode = 1;
}
