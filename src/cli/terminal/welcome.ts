import type { ExampleNation } from "#jobs/example-nation.ts";
import type { House } from "#jobs/house.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import { DEMO_PASSWORD, seedDemoAccounts } from "#store/demo-accounts.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { exampleExplanation } from "./example-explanation.ts";

/** Where the doors are and with which demo accounts they open. */
export async function welcomeText(
  house: House,
  nation: ExampleNation,
  port: number,
  now: Date,
): Promise<string> {
  const seeded = await seedDemoAccounts(house.desk, nation.regency);
  const accounts = seeded.ok ? seeded.value : [];
  const width = Math.max(...accounts.map(({ username }) => username.length), 0);
  const lines = accounts.map(
    (a) => `  ${a.username.padEnd(width)}  ${a.totpSecret}  ${a.roleName}, ${a.regionName}`,
  );
  return `
Akun contoh (demo accounts), kata sandi "${DEMO_PASSWORD}"; kolom kedua adalah rahasia TOTP:
${lines.join("\n")}
  Kode enam angka (six digits):  npx dtsen totp RAHASIA

Kode Cek contoh (example codes; the first family is on a list): ${(await exampleCodes(house)).join("  ")}
${await explanationText(house, port, now)}
Situs warga     http://localhost:${port}
Konsol petugas  http://localhost:${port}/konsol/
API             http://localhost:${port}/api/v1/openapi.json

Tekan Ctrl+C untuk berhenti (to stop).
`;
}

/** Codes of one family that receives something and, after it, of one that is well off. */
async function exampleCodes(house: House): Promise<readonly string[]> {
  const families = await asWorker(house.desk, (tx) =>
    tx.query<{ family_id: number }>(
      `(select o.family_id from dtsen.outcome o
        where o.version_no = (select version_no from dtsen.publication_pointer)
          and o.outcome = 'recipient' order by o.family_id limit 1)
       union all
       (select f.family_id from dtsen.family f
        where f.version_no = (select version_no from dtsen.publication_pointer)
          and f.decile_national = 10 order by f.family_id limit 1)`,
    ),
  );
  const codes = await readCodes(
    house.desk,
    openFieldKeys(house.settings.keyFolder),
    families.map(({ family_id }) => family_id),
  );
  return families.flatMap(({ family_id }) => codes.get(family_id) ?? []).map(spellKodeCek);
}

/** How to read a family's own explanation; real codes are never printed. */
async function explanationText(house: House, port: number, now: Date): Promise<string> {
  const example = await exampleExplanation(house, now);
  if (example === undefined) return "";
  return `
Penjelasan keluarga sendiri (a family's own explanation), contoh keluarga dengan NIK buatan ${example.nik}:
  Kode Penjelasan ${example.code}  di  http://localhost:${port}/mengapa
  Hanya di negeri contoh ini. Kode yang sesungguhnya diserahkan petugas langsung kepada anggota keluarga yang datang membawa KTP.
  (Only in this example nation. Real codes are handed over in person, to a member of the family who came with the identity card.)
`;
}
