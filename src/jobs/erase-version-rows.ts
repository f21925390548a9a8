import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { text } from "#engine/duckdb/database.ts";
import { destroyDoomed, doomKey } from "#lake/doomed-keys.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import { recordErasures } from "#lake/erasures.ts";
import { reseal, withoutRows, withoutValues } from "#lake/reseal.ts";
import { REVIEWED_FILE } from "#registry/build-registry.ts";
import { REVIEW_FOLDER } from "#registry/review-files.ts";
import type { LakeVersion } from "./lake-versions.ts";
import type { Opening } from "./said-of-her.ts";
import type { Whom } from "./whom-to-erase.ts";

/** Rewrites the version's sealed files that name the person; answers how many there were. */
export async function eraseVersionRows(
  opening: Opening,
  version: LakeVersion,
  whom: Whom,
): Promise<number> {
  const { folder } = version;
  const below = async (name: string): Promise<readonly string[]> =>
    (await readdir(join(folder, name)).catch(() => [])).map((file) => `${name}/${file}`);
  const slices = [...(await below("identity")), ...(await below(REVIEW_FOLDER))];
  const rewritten: string[] = [];
  for (const name of [...slices, "vault.parquet.enc", REVIEWED_FILE]) {
    if (!name.endsWith(".enc")) continue;
    const phones = name.startsWith("identity/") ? elsewhere(version, whom, "phone") : [];
    const leaving = whose(name, version, whom);
    if (await eraseFromFile(opening, folder, name, { leaving, phones })) rewritten.push(name);
  }
  if (rewritten.length > 0) await recordErasures(folder, rewritten);
  await destroyDoomed(folder, opening.house.keyring);
  return rewritten.length;
}

/** SQL condition: which rows of a sealed file are about the person. */
function whose(name: string, version: LakeVersion, whom: Whom): string {
  const ids = whom.ids.join(", ");
  const records = [...whom.records, "0"].join(", ");
  if (name === REVIEWED_FILE) {
    return `person_id in (${ids}) or own_person_id in (${ids}) or record_key in (${records})`;
  }
  // A record whose NIK is hidden because its truth is known has its key below zero.
  if (name.startsWith(REVIEW_FOLDER)) {
    return `person_id in (${ids}) or abs(record_key) in (${records})`;
  }
  return `person_id in (${[ids, ...elsewhere(version, whom, "row")].join(", ")})`;
}

const elsewhere = (
  { versionNo }: LakeVersion,
  { stoodIn }: Whom,
  wanted: "row" | "phone",
): readonly string[] =>
  stoodIn.flatMap(([no, id, part]) => (no === versionNo && part === wanted ? [id] : []));

async function eraseFromFile(
  { house, db, privateFolder }: Opening,
  folder: string,
  name: string,
  { leaving, phones }: { readonly leaving: string; readonly phones: readonly string[] },
): Promise<boolean> {
  const sealed = join(folder, name);
  const id = await readKeyId(sealed).catch(() => undefined);
  const old = id === undefined ? undefined : await house.keyring.get(id);
  if (old === undefined) return false;
  const plain = join(privateFolder, "probe.parquet");
  await unsealFile(sealed, plain, old);
  const hasHerPhone =
    phones.length === 0 ? "false" : `(person_id in (${phones.join(", ")}) and phone is not null)`;
  const [found] = await db.all<{ n: bigint }>(
    `select count(*) as n from read_parquet(${text(plain)}) where (${leaving}) or ${hasHerPhone}`,
  );
  if (found?.n === 0n) return false;
  await doomKey(folder, old.id);
  const fresh = await house.keyring.mint("identity, after an erasure");
  await reseal(sealed, { old, fresh }, privateFolder, async (opened) => {
    const kept = await withoutRows(db, leaving)(opened);
    return phones.length === 0 ? kept : withoutValues(db, "phone", hasHerPhone)(kept);
  });
  return true;
}
