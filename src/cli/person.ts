import type { Command } from "commander";
import { inHouse } from "#jobs/house.ts";
import { type WhereAnswer, type WhereProblem, whereId } from "#jobs/where-id.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen person where 123 --by bps-steward
  $ dtsen person where 123 --by bps-steward --version 2026-2
  $ dtsen person where 45 --by auditor --unit family --json

--by names the account under whose right it is asked; the question is noted in that name. Codes: 0 found, 1 refused.
Nomor register tidak pernah dipakai ulang: yang digabung diteruskan, yang batal gabung hidup lagi. Tidak ada nama atau NIK
yang dicetak. (Ids are never used again; no name and no NIK is printed.)`;

const REMEDIES: Readonly<Record<WhereProblem, string>> = {
  "version-unknown":
    "tidak ada versi beku dengan nama itu; lihat: dtsen version list (no frozen version has that label)",
  "no-version": "belum ada versi beku (no version has been frozen yet)",
  "following-right-not-held":
    "--by tidak memegang hak membangun versi atau mengawasi hari ini; lihat: dtsen account list (neither builds versions nor oversees)",
  "id-unknown":
    "nomor itu tidak pernah diberikan sampai versi ini; periksa angkanya, --unit dan --version (never given up to this version)",
};

const STATES = {
  stands: "berdiri sendiri (stands)",
  merged: "digabung (merged)",
  retired: "berakhir (ended)",
  erased: "dihapus (erased)",
} as const satisfies Record<WhereAnswer["state"], string>;

/** dtsen person where ID: where a number of the register is, as of a version. */
export function addTo(program: Command): void {
  program
    .command("person")
    .description("nomor orang dan keluarga di register (ids of persons and families)")
    .addHelpText("after", EXAMPLES)
    .command("where <id>")
    .description("ikuti sebuah nomor lewat penggabungan (follow an id through merges)")
    .requiredOption(
      "--by <username>",
      "account that builds versions or oversees, such as bps-steward",
    )
    .option("--unit <unit>", "person or family", "person")
    .option("--version <label>", "as of this version; default: the newest")
    .option("--json", "as JSON")
    .action(where);
}

type Options = {
  readonly by: string;
  readonly unit: string;
  readonly version?: string;
  readonly json?: boolean;
};

async function where(id: string, { by, unit, version, json }: Options): Promise<void> {
  if (!/^\d{1,15}$/.test(id) || (unit !== "person" && unit !== "family")) {
    process.stderr.write("id: nomor register, bukan NIK; --unit: person atau family\n");
    process.exitCode = 2;
    return;
  }
  const asked = {
    by,
    unit,
    id: BigInt(id),
    ...(version === undefined ? {} : { version }),
  } as const;
  const answer = await inHouse(readSettings(), (house) => whereId(house, asked));
  if (!answer.ok) {
    process.stderr.write(`ditolak (${answer.problem}): ${REMEDIES[answer.problem]}\n`);
    process.exitCode = 1;
    return;
  }
  const plain = (_name: string, value: unknown) =>
    typeof value === "bigint" ? Number(value) : value;
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ id: asked.id, unit, ...answer.value }, plain, 2)}\n`
      : words(id, answer.value),
  );
}

function words(id: string, { version, state, standsAs, events }: WhereAnswer): string {
  const as = state === "merged" ? ` -> ${standsAs}` : "";
  const lines = events.map(({ versionNo, kind, unitId, otherId, reason, actor, decisionNo }) => {
    const other = otherId === null ? "" : ` ${otherId}`;
    const by = decisionNo === null ? actor : `${actor}, keputusan ${decisionNo}`;
    return `  v${versionNo} ${unitId} ${kind}${other}: ${reason} (${by})`;
  });
  return [`${id}: ${STATES[state]}${as}, versi ${version}`, ...lines, ""].join("\n");
}
