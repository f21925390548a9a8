import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import { writeRupiah } from "#domain/rupiah.ts";
import { inHouse } from "#jobs/house.ts";
import { type CardOnDay, cardOn, cardsOn, findCard } from "#programs/card-on-day.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import { readSettings } from "#settings.ts";
import { asWorker } from "#store/transact.ts";
import { addCountTo } from "./program-count.ts";
import { addDraftsTo } from "./program-drafts.ts";
import { addOfVersionsTo } from "./program-versions.ts";

const EXAMPLES = `
Contoh:
  $ dtsen programs
  $ dtsen programs pip
  $ dtsen programs klj --on 2022-06-01
  $ dtsen programs sembako --desk
  $ dtsen programs --json
  $ dtsen programs drafts
  $ dtsen programs of-versions`;

type Options = { readonly on?: string; readonly json?: boolean; readonly desk?: boolean };

/** dtsen programs: the register of programs, and one of them whole. */
export function addTo(program: Command): void {
  const programs = program
    .command("programs [id]")
    .description("daftar program: aturan, besaran, penetap (programs: rules, amounts, determiner)")
    .option("--on <day>", "day of the rules, such as 2026-10-01; default: today")
    .option("--json", "as JSON")
    .option("--desk", "with what two people put into force at this desk")
    .addHelpText("after", EXAMPLES)
    .action(run);
  addDraftsTo(programs);
  addOfVersionsTo(programs);
  addCountTo(programs);
}

async function run(id: string | undefined, { on, json, desk }: Options): Promise<void> {
  const day = parsePlainDate(on ?? new Date().toISOString().slice(0, 10));
  if (!day.ok) {
    tell(`hari tidak terbaca: ${on} (not a day)`);
    return;
  }
  const book =
    desk === true
      ? await inHouse(readSettings(), (house) => asWorker(house.desk, readProgramBook))
      : ALL_PROGRAMS;
  if (id === undefined) {
    const cards = cardsOn(day.value, book);
    process.stdout.write(json === true ? `${JSON.stringify(cards, null, 2)}\n` : table(cards));
    return;
  }
  const card = findCard(id);
  if (card === undefined) {
    tell(`tidak ada program "${id}"; lihat: dtsen programs (no such program)`);
    return;
  }
  const shown = cardOn(card, day.value, book);
  process.stdout.write(json === true ? `${JSON.stringify(shown, null, 2)}\n` : whole(shown));
}

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

const stateOf = (card: CardOnDay): string =>
  card.isOfEveryVersion ? "setiap versi" : card.isInForce ? "berlaku" : "tidak berlaku";

function table(cards: readonly CardOnDay[]): string {
  const rows = cards.map((card) => [
    card.id,
    card.unit.id,
    card.modeWords.id,
    stateOf(card),
    card.determiner.id,
  ]);
  const all = [["kode", "satuan", "cara", "keadaan", "penetap"], ...rows];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
}

function whole(card: CardOnDay): string {
  const lines = [
    card.name.id,
    ...pair("dahulu", card.formerly.join(", ")),
    ...pair("bagian dari", card.umbrella?.id),
    ...pair("penetap", `${card.determiner.id}, dengan ${card.act.id}`),
    ...pair("cara", `${card.modeWords.id}; ${card.unit.id}; ${card.funding.id}`),
    ...pair("wilayah", card.region),
    ...pair("dasar hukum", card.legalBasis),
    ...pair("berlaku", `${card.validFrom} sampai ${card.validTo ?? "sekarang"} (${stateOf(card)})`),
    ...("rules" in card ? terms(card) : []),
    ...list(
      "Penerima program ini tidak mendapat tempat",
      card.exclusiveWith.map(({ name }) => name.id),
    ),
    ...list(
      "Dinilai orang",
      card.judged.map(({ id }) => id),
    ),
    ...list(
      "Belum dipastikan",
      card.notEstablished.map(({ id }) => id),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function terms(card: Extract<CardOnDay, { rules: unknown }>): readonly string[] {
  const numbers = new Intl.NumberFormat("id-ID");
  return [
    ...pair("tempat", card.places === undefined ? undefined : numbers.format(card.places)),
    ...pair("cadangan", card.reserve === undefined ? undefined : numbers.format(card.reserve)),
    ...list(
      `Yang diberikan (${card.phase.id})`,
      card.given.map(({ words, rupiah }) =>
        rupiah === undefined ? words.id : `${writeRupiah(BigInt(rupiah))} ${words.id}`,
      ),
    ),
    ...list(
      `Aturan pada ${card.rulesOn} (${card.rulesetId})`,
      card.rules.map(({ says }) => says.id),
    ),
    ...list(
      "Aturan yang belum ada dasarnya, tidak dipakai",
      card.unconfirmed.map(({ says, source }) => `${says.id} ${source.id}`),
    ),
  ];
}

const pair = (label: string, value: string | undefined): readonly string[] =>
  value === undefined || value === "" ? [] : [`  ${label.padEnd(14)}${value}`];

const list = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ["", title, ...items.map((item) => `  - ${item}`)];
