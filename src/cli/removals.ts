import type { Command } from "commander";
import { REMOVAL_CAUSE_WORDS, REMOVAL_CAUSES } from "#domain/removal.ts";
import { BUDGET_OUTCOME_WORDS, REMOVAL_OVERRIDE_PROBLEM_WORDS } from "#domain/removal-budget.ts";
import { inHouse } from "#jobs/house.ts";
import { overrideRemovals } from "#jobs/override-removals.ts";
import type { ProgramRemovals } from "#jobs/removal-figures.ts";
import { type SimulatedRemovals, simulateRemovals } from "#jobs/simulate-removals.ts";
import { getProgram } from "#programs/programs.ts";
import { readSettings } from "#settings.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen removals --version 2026-2
  $ dtsen removals --version 2026-2 --since 2026-1 --json
  $ dtsen removals override 2026-2 --program pbi-jk --by program-determiner --reason "sampel 400 orang diperiksa, berita acara 15/2026"

Simulasi tidak mengubah apa pun. Terhadap versi yang berlaku, hasilnya menjadi batas bagi penerbitan: program yang melewati batas
menunggu dua orang. (A simulation changes nothing. Against the version in force it bars publication where a program is over its
budget, until two people answer for it.)`;

const REMEDIES: Readonly<Record<string, string>> = {
  "version-unknown": "tidak ada versi dengan nama itu; lihat: dtsen version list (no such version)",
  "no-version-in-force":
    "belum ada versi yang berlaku; sebutkan pembandingnya dengan --since (no version is in force; name one with --since)",
  "same-version": "sebutkan dua versi yang berbeda (name two different versions)",
  "version-damaged":
    "berkas versi tidak sama dengan saat dibekukan; periksa: dtsen version verify (a file is not as it was frozen)",
};

/** dtsen removals: who leaves each program with a version, and the words for removals above the budget. */
export function addTo(program: Command): void {
  const removals = program
    .command("removals")
    .description("siapa yang keluar dari tiap program dengan suatu versi (who leaves each program)")
    .option("--version <label>", "the version that would follow")
    .option(
      "--since <label>",
      "set beside this version alone, instead of the one in force and the lists last determined",
    )
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(simulate);
  removals
    .command("override <label>")
    .description("tanggung penghapusan di atas batas, satu dari dua orang (one of two people)")
    .requiredOption("--program <id>", "such as pbi-jk")
    .requiredOption("--by <username>", "account that determines the program")
    .requiredOption("--reason <words>", "what was looked at, and why it is right")
    .action(override);
}

type Options = { readonly version?: string; readonly since?: string; readonly json?: boolean };

async function simulate({ version, since, json }: Options): Promise<void> {
  if (version === undefined) {
    process.stderr.write("ditolak (version-missing): sebutkan --version (name the version)\n");
    process.exitCode = 2;
    return;
  }
  const bars = terminalProgress();
  const answer = await inHouse(readSettings(), (house) =>
    simulateRemovals(
      house,
      { label: version, ...(since === undefined ? {} : { since }) },
      bars.progress,
    ),
  ).finally(() => bars.stop());
  if (!answer.ok) return refused(answer.problem, REMEDIES[answer.problem] ?? "");
  if (json === true) return print(JSON.stringify(answer.value));
  report(answer.value);
}

function report({
  before,
  after,
  programs,
  heldAgainst,
  budgets,
  seconds,
  runNo,
}: SimulatedRemovals): void {
  print(
    `Dari ${before} ke ${after}, ${seconds.toFixed(1)} detik. Tanpa akibat apa pun (simulation).`,
  );
  for (const { program, determinationNo, label } of heldAgainst) {
    print(
      `${getProgram(program).name.id}: juga terhadap penetapan ${determinationNo} atas versi ${label} (against the list last determined too).`,
    );
  }
  for (const program of programs) for (const line of programLines(program)) print(line);
  const over = budgets.filter(({ outcome }) => outcome === "over");
  for (const { program, areaNo, cause, permille, bound, leaving, recipients } of over) {
    const where = areaNo === 0 ? "nasional" : `kabupaten/kota ${areaNo}`;
    const why = cause === "any" ? "semua sebab" : REMOVAL_CAUSE_WORDS[cause].id;
    print(
      `! ${program}, ${where}, ${why}: ${permille} ‰ > ${bound} ‰ (${leaving} dari ${recipients}): ${BUDGET_OUTCOME_WORDS.over.id}`,
    );
  }
  if (over.length === 0) print("Semua di dalam batas penghapusan (within the budget).");
  else if (runNo !== undefined) {
    print(
      "Penerbitan berhenti sampai dua orang menanggungnya: dtsen removals override (publication waits for two people).",
    );
  }
}

const or10 = (count: number | null): string => (count === null ? "< 10" : String(count));

function programLines({ program, recipients, leaving, held, causes }: ProgramRemovals): string[] {
  const lines = [
    `${getProgram(program).name.id}: ${or10(recipients)} penerima, ${or10(leaving)} keluar, ${or10(held)} di antaranya tempatnya disimpan (leave; held by a review).`,
  ];
  const nation = causes.find(({ area }) => area === "ID")?.table;
  nation?.columns.forEach(([place = 0], i) => {
    const cause = REMOVAL_CAUSES[place];
    if (cause === undefined) return;
    lines.push(`  ${REMOVAL_CAUSE_WORDS[cause].id}: ${or10(nation.columnSums[i] ?? null)}`);
  });
  return lines;
}

type OverrideOptions = { readonly program: string; readonly by: string; readonly reason: string };

async function override(label: string, options: OverrideOptions): Promise<void> {
  const answer = await inHouse(readSettings(), ({ desk }) =>
    overrideRemovals(desk, { label, ...options }),
  );
  if (!answer.ok) {
    const { id, en } = REMOVAL_OVERRIDE_PROBLEM_WORDS[answer.problem];
    return refused(answer.problem, `${id} (${en})`);
  }
  print(
    answer.value === "waits"
      ? "Dicatat; menunggu orang kedua (waits for a second person)."
      : "Dua orang sudah menanggungnya; versi boleh diterbitkan (two people answer for it).",
  );
}

function refused(problem: string, remedy: string): void {
  process.stderr.write(`ditolak (${problem}): ${remedy}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
