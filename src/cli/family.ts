import type { Command } from "commander";
import { readFamily, readMembers, readOutcomes } from "#api/family-rows.ts";
import { todayOf } from "#api/office-day.ts";
import { composeAsOf } from "#api/past-answer.ts";
import { findAsked } from "#api/past-question.ts";
import { widestSheet } from "#api/seat.ts";
import type { FamilyAsOf } from "#contract/family-as-of.ts";
import { AS_OF_PROBLEM_TERMS } from "#domain/as-of.ts";
import { PURPOSES, type Purpose } from "#domain/purpose.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type FamilyAsOfProblem, type PastForWork, readFamilyAsOf } from "#jobs/family-as-of.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { asWorker } from "#store/transact.ts";
import { asOfLines } from "./terminal/as-of-words.ts";

const EXAMPLES = `
Contoh:
  $ dtsen family as-of 123 --version 2026-1 --by regency-verifier --purpose verification
  $ dtsen family as-of 123 --on 2026-05-31 --by auditor --purpose oversight --json

--by names the account under whose right it is read; it is noted in that name. By the rights of today: who is hidden or
erased stays so in old versions. No name and no NIK is printed. Codes: 0 told, 1 refused, 2 misused.`;

const REMEDIES: Readonly<Record<"reading-right-not-held", string>> = {
  "reading-right-not-held":
    "--by tidak boleh membaca keluarga ini hari ini untuk tujuan itu, atau nomornya tidak ada (may not read this family today for that purpose, or there is none)",
};

/** dtsen family as-of ID: what the register said of a family in a version, or on a day. */
export function addTo(program: Command): void {
  program
    .command("family")
    .description("keluarga menurut register (families of the register)")
    .addHelpText("after", EXAMPLES)
    .command("as-of <family-id>")
    .description(
      "isi register tentang sebuah keluarga, menurut versi atau tanggal (as of a version or a day)",
    )
    .requiredOption("--by <username>", "account that may read this family today")
    .option("--purpose <purpose>", "why it is read", "verification")
    .option("--version <label>", "what this version said")
    .option("--on <day>", "what held on this day, and what was known by then")
    .option("--json", "as JSON")
    .action(asOf);
}

type Options = {
  readonly by: string;
  readonly purpose: string;
  readonly version?: string;
  readonly on?: string;
  readonly json?: boolean;
};

async function asOf(id: string, options: Options): Promise<void> {
  const purpose = PURPOSES.find((known) => known === options.purpose);
  if (!/^\d{1,15}$/.test(id) || purpose === undefined) {
    process.stderr.write(
      `family-id: nomor register, bukan NIK; --purpose: ${PURPOSES.join(", ")}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const answer = await inHouse(readSettings(), (house) =>
    ask(house, Number(id), { ...options, purpose }, new Date()),
  );
  if (!answer.ok) {
    process.stderr.write(`ditolak (${answer.problem}): ${sayProblem(answer.problem)}\n`);
    process.exitCode = 1;
    return;
  }
  const text =
    options.json === true ? JSON.stringify(answer.value, null, 2) : asOfLines(answer.value);
  process.stdout.write(`${text}\n`);
}

function sayProblem(problem: FamilyAsOfProblem): string {
  if (problem === "reading-right-not-held") return REMEDIES[problem];
  const { words, remedy } = AS_OF_PROBLEM_TERMS[problem];
  return `${words.id} ${remedy.id} (${words.en} ${remedy.en})`;
}

type Asked = Omit<Options, "purpose"> & { readonly purpose: Purpose };

async function ask(
  house: House,
  familyId: number,
  { by, purpose, version, on }: Asked,
  now: Date,
): Promise<Result<FamilyAsOf, FamilyAsOfProblem>> {
  const clock = { today: todayOf(now), now };
  const asked = await asWorker(house.desk, (tx) => findAsked(tx, { version, day: on }, clock));
  if (!asked.ok) return asked;
  const versionNo = asked.value.version.version_no;
  const told = await readFamilyAsOf(house, { familyId, versionNo, by, purpose });
  if (!told.ok) return told;
  const reading = await readNow(house, familyId, told.value);
  if (reading === undefined) return refuse("reading-right-not-held");
  const { knownBy } = asked.value;
  const answer = composeAsOf(asked.value, told.value, { ...reading, knownBy });
  return answer === undefined ? refuse("family-not-in-version") : accept(answer);
}

/** Today's family without whoever is hidden, by what the desk counted as its people; nobody's name. */
async function readNow(house: House, familyId: number, told: PastForWork) {
  const level = widestSheet(told.roles);
  const shown = new Set(told.ids.persons.map((one) => one.now));
  return await asWorker(house.desk, async (tx) => {
    const family = await readFamily(tx, String(familyId));
    if (family === undefined || level === "none") return undefined;
    const members = await readMembers(tx, family);
    const outcomes = await readOutcomes(tx, family);
    const now = {
      family,
      members: members.filter(({ person_id }) => shown.has(person_id)),
      outcomes: outcomes.filter(({ unit, unit_id }) => unit === "family" || shown.has(unit_id)),
      names: new Map<number, string>(),
    };
    return { now, level };
  });
}
