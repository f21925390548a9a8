import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dice } from "#domain/dice.ts";
import { mustAccept } from "#domain/result.ts";
import type { DeliverySet, Source } from "#domain/source.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { type House, openHouse } from "#jobs/house.ts";
import { placeFor } from "#jobs/survey-place.ts";
import { sealFile } from "#lake/envelope.ts";
import { STAGED_IDENTITY } from "#lake/staged-identity.ts";
import {
  type LakeTable,
  STAGED_EVIDENCE,
  STAGED_FAMILY,
  STAGED_PERSON,
  STAGED_SURVEY,
} from "#lake/tables.ts";
import { readSettings, type Settings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import type { TestRow } from "./random-families.ts";
import { writeRows } from "./small-nation.ts";

const TABLES = {
  person: STAGED_PERSON,
  family: STAGED_FAMILY,
  evidence: STAGED_EVIDENCE,
  survey: STAGED_SURVEY,
  identity: STAGED_IDENTITY,
} as const satisfies Record<DeliverySet, LakeTable>;

/** Settings of an own empty data folder that PostgreSQL's own user may enter. */
export async function ownSettings(): Promise<Settings> {
  const dataFolder = await mkdtemp(join(tmpdir(), "dtsen-house-"));
  await chmod(dataFolder, 0o755);
  const settings = readSettings({ DTSEN_DATA: dataFolder, DTSEN_MEMORY: "1GB" });
  return { ...settings, threads: 2 };
}

/** The demo accounts that may rank and freeze. */
export const BPS = { rankedBy: "bps-statistician", frozenBy: "bps-steward" } as const;

export type OwnHouse = { readonly house: House; leave(): Promise<void> };

/**
 * A house with a database server of its own, which takes seconds: for other processes that open it by its folder. Others
 * take `ownHouse`. `leave` closes and removes it.
 */
export async function servedHouse(): Promise<OwnHouse> {
  return await withAccounts(await openHouse(await ownSettings()));
}

/** A house where the demo accounts may act. */
export async function withAccounts(house: House): Promise<OwnHouse> {
  mustAccept(await seedDemoAccounts(house.desk, "3307"), "demo accounts");
  return {
    house,
    leave: async () => {
      await house.desk.close();
      await rm(house.settings.dataFolder, { recursive: true, force: true });
    },
  };
}

/** How rows lie in a file: as they are numbered, or the last one first. */
export type RowOrder = "numbered" | "turned-about";

/** Puts rows where receiving would put them: sealed, with their row in the desk. */
export async function putStaged(
  house: House,
  delivery: { readonly source: Source; readonly set: DeliverySet; readonly asOf: number },
  rows: readonly TestRow[],
  lie: RowOrder = "numbered",
): Promise<number> {
  const day = String(delivery.asOf).replace(/(....)(..)(..)/, "$1-$2-$3");
  const sha256 = createHash("sha256")
    .update(JSON.stringify([delivery, rows]))
    .digest("hex");
  const deliveryNo = await asWorker(house.desk, async (tx) => {
    const [row] = await tx.query<{ delivery_no: number }>(
      `insert into dtsen.delivery (source, delivery_set, as_of, file_name, sha256, rows_received,
         rows_accepted, received_by) values ($1, $2, $3, 'test', $4, $5, $5, 'test') returning delivery_no`,
      [delivery.source, delivery.set, day, sha256, rows.length],
    );
    return row?.delivery_no ?? 0;
  });
  const table = TABLES[delivery.set];
  const { folders, keyring } = await placeFor(house, delivery.set);
  const folder = join(folders.staged, String(deliveryNo));
  await mkdir(folder, { recursive: true });
  const plain = join(house.folders.work, `${randomBytes(4).toString("hex")}.parquet`);
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  const stamped = rows.map((row, i) => ({
    ...row,
    record_key: deliveryNo * 4_294_967_296 + i + 1,
    delivery_no: deliveryNo,
    row_no: i + 1,
    source: delivery.source,
    as_of: delivery.asOf,
  }));
  await writeRows(db, table, lie === "numbered" ? stamped : stamped.reverse(), plain);
  db.close();
  const key = await keyring.mint(`staged ${deliveryNo}`);
  await sealFile(plain, join(folder, `${table.name}.parquet.enc`), key);
  await rm(plain);
  return deliveryNo;
}

const GIVEN = "SITI SRI AGUS BUDI DEWI EKO RINA JOKO WATI HADI YULI ANDI NUR LINA TONO".split(" ");
const LAST = "LESTARI SANTOSO RAHAYU WIBOWO HANDAYANI SAPUTRA KUSUMA PRATIWI HIDAYAT SUSANTI".split(
  " ",
);

/**
 * A hamlet of cards with Dukcapil, a survey list with its own mistakes, meters and a sample of
 * expenditure; the same for the same seed.
 */
export function hamlet(seed: number, cards: number) {
  const roll = dice(seed);
  const registry: TestRow[] = [];
  const list: TestRow[] = [];
  const families: TestRow[] = [];
  const meters: TestRow[] = [];
  for (let card = 1; card <= cards; card++) {
    const kk = `99320401${String(card).padStart(8, "0")}`;
    const village_code = `32040120${String(1 + (card % 3)).padStart(2, "0")}`;
    const size = 1 + roll(5);
    for (let k = 0; k < size; k++) {
      const no = registry.length + 1;
      const person = {
        nik: `99320411${String(no).padStart(8, "0")}`,
        kk,
        name: `${GIVEN[roll(GIVEN.length)]} ${LAST[roll(LAST.length)]}`,
        birth_date: (1945 + roll(75)) * 10000 + (1 + roll(12)) * 100 + 1 + roll(28),
        village_code,
        mother_name: null,
        phone: null,
        address: null,
        rt: "001",
        rw: "002",
        latitude: null,
        longitude: null,
        meter_no: null,
        life_status: roll(60) === 0 ? 2 : 1,
      };
      const sex = 1 + roll(2);
      registry.push({ ...person, sex, relationship: k === 0 ? 1 : 3 });
      const mistakes = {
        ...(roll(8) === 0 ? { nik: null } : {}),
        ...(roll(10) === 0 ? { kk: null } : {}),
        ...(roll(9) === 0 ? { name: `${person.name}A` } : {}),
      };
      const facts = Object.fromEntries(PERSON_FACTS.map((id) => [id, roll(6) - 1]));
      list.push({ ...person, life_status: 1, ...mistakes, ...facts, sex });
    }
    const facts = Object.fromEntries(FAMILY_FACTS.map((id) => [id, roll(7) - 1]));
    const meter_no = roll(4) === 0 ? null : `5${String(card).padStart(11, "0")}`;
    families.push({ kk, village_code, latitude: null, longitude: null, meter_no, ...facts });
    if (meter_no !== null) {
      meters.push({
        subject_kind: "meter",
        subject_no: meter_no,
        statement: "power-va",
        amount: 450 * (1 + roll(4)),
        observed_on: 20260301,
        birth_date: null,
      });
    }
  }
  return { registry, list, families, meters, sample: sample(roll, cards * 4) };
}

function sample(roll: (below: number) => number, households: number): TestRow[] {
  return Array.from({ length: households }, (_, i) => ({
    household_no: String(i),
    psu: `psu-${roll(30)}`,
    regency_code: "3204",
    household_size: 1 + roll(6),
    weight_milli: 500 + roll(2000),
    expenditure_per_capita: 400_000 + roll(3_000_000),
    ...Object.fromEntries(FAMILY_FACTS.map((id) => [id, roll(7) - 1])),
    head_age: 20 + roll(60),
    head_sex: 1 + roll(2),
    head_diploma: 1 + roll(23),
    head_job_status: 1 + roll(8),
    head_industry: 1 + roll(26),
    members_0_6: roll(3),
    members_7_18: roll(3),
    members_19_59: roll(4),
    members_60_up: roll(2),
    members_working: roll(3),
    members_disabled: roll(2),
    members_in_school: roll(3),
    max_diploma: 1 + roll(23),
  }));
}

/** The deliveries of a hamlet. */
export async function deliverHamlet(
  house: House,
  { registry, list, families, meters, sample: survey }: ReturnType<typeof hamlet>,
  lie: RowOrder = "numbered",
): Promise<void> {
  await putStaged(house, { source: "dukcapil", set: "person", asOf: 20260401 }, registry, lie);
  await putStaged(house, { source: "regsosek", set: "person", asOf: 20221101 }, list, lie);
  await putStaged(house, { source: "regsosek", set: "family", asOf: 20221101 }, families, lie);
  await putStaged(house, { source: "pln", set: "evidence", asOf: 20260301 }, meters, lie);
  await putStaged(house, { source: "susenas", set: "survey", asOf: 20260301 }, survey, lie);
}
