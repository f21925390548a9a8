import type { Command } from "commander";
import { FINDING_TERMS } from "#domain/finding.ts";
import {
  answerAsTwo,
  listWaitingFindings,
  type WorkAnswerProblem,
} from "#jobs/answer-waiting-finding.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen finding list --json
  $ dtsen finding refuse 17 --version 2026-2 --reason "kunjungan ulang 3 Mei: keadaan tetap" \\
      --by regency-verifier --second bps-steward
  $ dtsen finding absorb 18 --version 2026-2 --reason "sudah ada di kiriman 12" --by regency-verifier --second bps-steward

Petugas menjawab di layar Temuan. Perintah ini untuk temuan yang tidak tampil di layar siapa pun, dan memerlukan dua orang.
(Officers answer on the screen Temuan; this verb is for findings that no screen shows, and takes two people.)`;

/** What each refusal means, and what to do. */
const REMEDIES: Readonly<Record<WorkAnswerProblem | "no-version-waits", string>> = {
  "same-person": "temuan dijawab orang lain (somebody else answers it)",
  "already-answered": "temuan ini sudah dijawab versi terbit (answered by a published version)",
  "already-in-force": "temuan ini sudah berlaku (in force already)",
  "no-reason": "tulis alasannya dengan --reason (write the reason)",
  "finding-unknown":
    "tidak ada temuan dengan nomor itu; lihat: dtsen finding list (no such finding)",
  "version-unknown":
    "tidak ada versi yang menunggu dengan nama itu; lihat: dtsen version list (no such version waits)",
  "same-two-people": "--by dan --second harus dua orang (two different people)",
  "confirming-right-not-held": "--by tidak berhak mengesahkan temuan (may not confirm findings)",
  "publishing-right-not-held": "--second tidak berhak menerbitkan versi (may not publish versions)",
  "no-version-waits":
    "belum ada versi yang menunggu terbit; temuan tetap berlaku (no version waits to be published)",
};

/** dtsen finding list|refuse|absorb: what keeps a version from being published, and the answer to it. */
export function addTo(program: Command): void {
  const finding = program
    .command("finding")
    .description("temuan yang menunggu jawaban sebuah versi (findings that a version must answer)")
    .addHelpText("after", EXAMPLES);
  finding
    .command("list")
    .description("temuan yang belum dijawab versi yang menunggu terbit (without an answer)")
    .option("--json", "figures as JSON")
    .action(list);
  for (const [verb, answer] of [
    ["refuse", "refused"],
    ["absorb", "absorbed"],
  ] as const) {
    finding
      .command(`${verb} <finding-no>`)
      .description(
        verb === "refuse"
          ? "tolak dengan alasan (refuse with a reason)"
          : "nyatakan sudah masuk versi (state that the version has it)",
      )
      .requiredOption("--version <label>", "the version that waits")
      .requiredOption("--reason <words>", "why, for the record; never a NIK")
      .requiredOption("--by <username>", "who answers: may confirm findings")
      .requiredOption("--second <username>", "who stands beside: may publish versions")
      .option("--json", "figures as JSON")
      .action((no: string, options: Options) => answerOne(no, answer, options));
  }
}

type Options = {
  readonly version: string;
  readonly reason: string;
  readonly by: string;
  readonly second: string;
  readonly json?: boolean;
};

async function list(options: { readonly json?: boolean }): Promise<void> {
  const found = await inHouse(readSettings(), ({ desk }) => listWaitingFindings(desk));
  if (!found.ok) return refused(found.problem);
  const { label, findings } = found.value;
  if (options.json === true) return print(JSON.stringify(found.value));
  print(`Versi ${label}: ${findings.length} temuan belum dijawab.`);
  for (const { findingId, kind, familyId, villageNo, observedOn } of findings) {
    const words = Object.entries(FINDING_TERMS).find(([known]) => known === kind)?.[1].words.id;
    print(
      `  ${findingId}  ${words ?? kind}, keluarga ${familyId}, desa ${villageNo}, ${observedOn}`,
    );
  }
}

async function answerOne(
  no: string,
  answer: "refused" | "absorbed",
  { version, reason, by, second, json }: Options,
): Promise<void> {
  if (!/^\d{1,15}$/.test(no)) {
    process.stderr.write(
      "finding-no: nomor temuan, lihat dtsen finding list (a finding's number)\n",
    );
    process.exitCode = 2;
    return;
  }
  const draft = { findingId: Number(no), label: version, answer, reason, answeredBy: by, second };
  const given = await inHouse(readSettings(), ({ desk }) => answerAsTwo(desk, draft));
  if (!given.ok) return refused(given.problem);
  if (json === true) return print(JSON.stringify({ ...given.value, findingId: no, answer }));
  print(`Temuan ${no} dijawab untuk versi ${version}; berlaku ketika versi itu terbit.`);
}

function refused(problem: keyof typeof REMEDIES): void {
  process.stderr.write(`ditolak (${problem}): ${REMEDIES[problem]}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
