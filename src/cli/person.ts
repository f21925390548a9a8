import type { Command } from "commander";
import { inHouse } from "#jobs/house.ts";
import { type WhereAnswer, type WhereProblem, whereId } from "#jobs/where-id.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen person where 123
  $ dtsen person where 123 --version 2026-2
  $ dtsen person where 45 --unit family --json

Nomor register tidak pernah dipakai ulang: yang digabung diteruskan, yang batal gabung hidup lagi. Tidak ada nama atau NIK
yang dicetak. (Ids are never used again; no name and no NIK is printed.)`;

const REMEDIES: Readonly<Record<WhereProblem, string>> = {
  "version-unknown":
    "tidak ada versi beku dengan nama itu; lihat: dtsen version list (no frozen version has that label)",
  "no-version": "belum ada versi beku (no version has been frozen yet)",
};

const STATES = {
  stands: "berdiri sendiri (stands)",
  merged: "digabung (merged)",
  retired: "berakhir (ended)",
  erased: "dihapus (erased)",
  unknown: "tidak pernah diberikan (never given)",
} as const satisfies Record<WhereAnswer["state"], string>;

/** dtsen person where ID: where a number of the register is, as of a version. */
export function addTo(program: Command): void {
  program
    .command("person")
    .description("nomor orang dan keluarga di register (ids of persons and families)")
    .addHelpText("after", EXAMPLES)
    .command("where <id>")
    .description("ikuti sebuah nomor lewat penggabungan (follow an id through merges)")
    .option("--unit <unit>", "person or family", "person")
    .option("--version <label>", "as of this version; default: the newest")
    .option("--json", "as JSON")
    .action(where);
}

type Options = { readonly unit: string; readonly version?: string; readonly json?: boolean };

async function where(id: string, { unit, version, json }: Options): Promise<void> {
  if (!/^\d{1,15}$/.test(id) || (unit !== "person" && unit !== "family")) {
    process.stderr.write("id: nomor register, bukan NIK; --unit: person atau family\n");
    process.exitCode = 2;
    return;
  }
  const asked = { unit, id: BigInt(id), ...(version === undefined ? {} : { version }) } as const;
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
