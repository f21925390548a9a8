import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { todayOf } from "#api/office-day.ts";
import { IDENTITY_OUTCOME_TERMS } from "#domain/identity-outcome.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { answerFromFile } from "#jobs/answer-identity.ts";
import { answerByHand } from "#jobs/answer-identity-by-hand.ts";
import { askIdentity } from "#jobs/ask-identity.ts";
import { deliverIdentityAnswers } from "#jobs/deliver-identity-answers.ts";
import { inHouse } from "#jobs/house.ts";
import { countChecks } from "#registry/identity-check-store.ts";
import { ANSWER_FIELDS } from "#registry/read-identity-answer.ts";
import { readSettings } from "#settings.ts";
import { asWorker } from "#store/transact.ts";
import { EXAMPLES, REMEDIES, SECOND_NEEDED } from "./terminal/identity-check-words.ts";
import { terminalProgress } from "./terminal/progress.ts";

/** Persons of one file, or of one run, where nothing else is said. */
const USUAL_AT_MOST = "50000";

/** dtsen identity-check ask|answer|by-hand|due|deliver: who our people are, as the civil registry says. */
export function addTo(program: Command): void {
  const verb = program
    .command("identity-check")
    .description("pencocokan identitas dengan Dukcapil (check identity with the civil registry)")
    .addHelpText("after", EXAMPLES);
  verb
    .command("ask")
    .description("tanyakan yang belum terbukti dan yang jatuh tempo (ask who is unproven or due)")
    .option("--out <file>", "file of questions for bulk matching; without it the web service")
    .option("--due", "only those whose re-check is due")
    .option("--everyone", "also those whom the version calls matched: a first load")
    .option("--at-most <n>", "persons at most", USUAL_AT_MOST)
    .option("--on <day>", "the day it is asked; default: today")
    .requiredOption("--by <username>", "account that may ask, such as bps-steward")
    .option("--json", "figures as JSON")
    .action(ask);
  verb
    .command("answer <file>")
    .description("baca berkas jawaban Dukcapil (read the file of answers)")
    .option("--on <day>", "day of answers that name none; default: today")
    .requiredOption("--by <username>", "officer of the civil registry")
    .option("--json", "figures as JSON")
    .action(answer);
  const byHand = verb
    .command("by-hand <person-id>")
    .description("jawaban seorang petugas Dukcapil tentang satu orang (one officer's answer)");
  for (const name of [...Object.values(ANSWER_FIELDS), "status"]) {
    byHand.option(`--${name.replaceAll("_", "-")} <word>`, wordsOf(name));
  }
  byHand
    .option("--on <day>", "the day of the answer; default: today")
    .requiredOption("--by <username>", "officer of the civil registry, by name")
    .option("--json", "figures as JSON")
    .action(answerOne);
  verb
    .command("due")
    .description("jumlah jawaban menurut hasil, dan yang jatuh tempo (answers by outcome, and due)")
    .option("--on <day>", "as of this day; default: today")
    .option("--json", "figures as JSON")
    .action(due);
  verb
    .command("deliver")
    .description("jadikan jawaban baru sebuah kiriman (new answers become a delivery)")
    .requiredOption("--by <username>", "account that may receive, such as bps-steward")
    .option("--json", "figures as JSON")
    .action(deliver);
}

const wordsOf = (name: string): string =>
  name === "status"
    ? "hidup, meninggal, pindah luar negeri, ganda, belum rekam"
    : "sesuai, mirip, tidak sesuai";

type Common = { readonly on?: string; readonly by: string; readonly json?: boolean };

async function ask(
  options: Common & {
    readonly out?: string;
    readonly due?: boolean;
    readonly everyone?: boolean;
    readonly atMost: string;
  },
): Promise<void> {
  const today = readDay(options.on);
  const atMost = Number(options.atMost);
  if (today === undefined) return;
  if (!Number.isInteger(atMost) || atMost < 1 || (options.due && options.everyone)) {
    return misused("--at-most: bilangan positif; --due atau --everyone, tidak keduanya");
  }
  const whom = options.due ? "due" : options.everyone ? "everyone" : "unproven";
  const bars = terminalProgress();
  const draft = { whom, out: options.out, atMost, today, by: options.by } as const;
  const chance = { newId: randomUUID, wait: async (ms: number) => await wait(ms) };
  const asked = await inHouse(readSettings(), (house) =>
    askIdentity(house, { ...draft, ...chance }, bars.progress),
  ).finally(() => bars.stop());
  if (!asked.ok) return refused(asked.problem);
  const { version, asked: count, answered, open, problem } = asked.value;
  if (problem !== undefined) refused(problem);
  if (options.json) return print(JSON.stringify(asked.value));
  print(
    `Versi ${version}: ${count} orang ditanyakan, ${answered} dijawab, ${open} menunggu jawaban.`,
  );
  if (options.out !== undefined && count > 0) {
    print(`${options.out} memuat NIK: kirim lewat jalur perjanjian, lalu hapus.`);
  }
}

async function answer(file: string, options: Common): Promise<void> {
  const today = readDay(options.on);
  if (today === undefined) return;
  const read = await inHouse(readSettings(), (house) =>
    answerFromFile(house, { file, today, by: options.by }),
  );
  if (!read.ok) return refused(read.problem);
  if (options.json) return print(JSON.stringify(read.value));
  const { recorded, repeated, unknown, outside, unreadable, unreadableLines } = read.value;
  print(`${recorded} jawaban dicatat, ${repeated} sudah pernah dijawab.`);
  if (unknown > 0) print(`${unknown} jawaban tanpa pertanyaan kami: kembalikan ke Dukcapil.`);
  if (outside > 0) print(`${outside} jawaban di luar wilayah petugas: minta petugas wilayah itu.`);
  if (unreadable > 0) {
    print(
      `${unreadable} baris tidak terbaca (baris ${unreadableLines.join(", ")}): minta diisi ulang.`,
    );
  }
}

async function answerOne(
  personId: string,
  options: Common & Readonly<Record<string, string>>,
): Promise<void> {
  const on = readDay(options.on);
  if (on === undefined) return;
  if (!/^\d{1,15}$/.test(personId)) return misused("person-id: nomor orang di register, bukan NIK");
  const said = Object.fromEntries(
    [...Object.values(ANSWER_FIELDS), "status"].map((name) => [
      name,
      options[name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] ?? "",
    ]),
  );
  const today = todayOf(new Date());
  const draft = { personId: BigInt(personId), said, on, today, by: options.by, newId: randomUUID };
  const given = await inHouse(readSettings(), (house) => answerByHand(house, draft));
  if (!given.ok) return refused(given.problem);
  if (options.json) return print(JSON.stringify(given.value));
  print(given.value.recorded > 0 ? "Jawaban dicatat." : "Jawaban yang sama sudah dicatat.");
  if (given.value.waits) print(SECOND_NEEDED);
}

async function due(options: Omit<Common, "by">): Promise<void> {
  const today = readDay(options.on, "or-later");
  if (today === undefined) return;
  const figures = await inHouse(readSettings(), ({ desk }) =>
    asWorker(desk, (tx) => countChecks(tx, today)),
  );
  if (options.json) return print(JSON.stringify(figures));
  for (const { outcome, persons, due: count } of figures.outcomes) {
    print(`${IDENTITY_OUTCOME_TERMS[outcome].words.id}: ${persons} orang, ${count} jatuh tempo`);
  }
  print(`Menunggu jawaban: ${figures.open}. Belum dijadikan kiriman: ${figures.undelivered}.`);
  print(`Menunggu petugas Dukcapil kedua: ${figures.second}.`);
}

async function deliver(options: Common): Promise<void> {
  const bars = terminalProgress();
  const given = await inHouse(readSettings(), (house) =>
    deliverIdentityAnswers(house, options.by, bars.progress),
  ).finally(() => bars.stop());
  if (given === undefined) {
    return print(options.json ? "null" : "Tidak ada jawaban baru.");
  }
  if (!given.ok) return refused(given.problem);
  if (options.json) return print(JSON.stringify(given.value));
  const { deliveryNo, rowsAccepted, rowsRefused } = given.value;
  print(`Kiriman ${deliveryNo}: ${rowsAccepted} jawaban diterima, ${rowsRefused} ditolak.`);
}

/** The day that is named, or today in Jakarta; what is no day is told, and one to come where nobody can know it. */
function readDay(text: string | undefined, isFree?: "or-later"): PlainDate | undefined {
  const today = todayOf(new Date());
  const day = parsePlainDate(text ?? today);
  if (day.ok && (day.value <= today || isFree !== undefined)) return day.value;
  misused("--on: hari ini atau sebelumnya, misalnya 2026-11-21");
  return undefined;
}

function misused(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 2;
}

function refused(problem: string): void {
  const words = REMEDIES[problem] ?? "lihat dtsen receive --help (see dtsen receive --help)";
  process.stderr.write(`ditolak (${problem}): ${words}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
