import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { deliveryOf } from "#lake/record-key.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import { deskForTests } from "#test/store.ts";
import { stagedFile } from "./build-staged.ts";
import { listsAt, listsOf } from "./delivery-lists.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { runRetention } from "./run-retention.ts";

const desk = deskForTests();
const house = emptyHouseForTests(desk);
let root = "";
let db: DuckDb;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "again-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(root, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(root, { recursive: true, force: true });
});

const PEOPLE = ["SITI AMINAH", "BUDI SANTOSO", "RINA LESTARI"].map(
  (name, i) => `997601710190000${i + 1};9976010101200001;${name};1990-01-3${i % 2};3204012001`,
);
const [siti = "", budi = "", rina = ""] = PEOPLE;
const renamed = rina.replace("LESTARI", "WULANDARI");
const HEADER = "NIK;NOKK;NAMA;TGL_LAHIR;KDWILAYAH";

async function receive(
  [source, set]: readonly [Source, DeliverySet],
  asOf: string,
  lines: readonly string[],
) {
  const file = join(root, "delivered.csv");
  await writeFile(file, `${lines.join("\n")}\n`);
  const draft = { source, set, file, asOf: asOf as PlainDate, receivedBy: "bps-steward" };
  return mustAccept(await receiveDelivery(house(), draft), "received");
}
const list = (asOf: string, ...people: readonly string[]) =>
  receive(["dtks", "person"], asOf, [HEADER, ...people]);

/** Which delivery first said each row, by the name in it. */
async function saidFirst(deliveryNo: number) {
  return withIdentity(
    house(),
    [stagedFile(house(), deliveryNo, "person")],
    async ([plain = ""]) => {
      const rows = await db.all<{ name: string; record_key: bigint; delivery_no: number }>(
        `select name, record_key, delivery_no from read_parquet(${text(plain)}) order by name`,
      );
      return rows.map((row) => [row.name, deliveryOf(row.record_key), row.delivery_no]);
    },
  );
}

test("a list that is delivered again goes on from the newest one: rows that say the same keep their keys, and the receipt says how many", async () => {
  const first = await list("2026-01-01", siti, budi, rina);
  expect(first).toMatchObject({ deliveryNo: 1, rowsRepeated: 0 });
  const second = await list("2026-04-01", budi, siti, renamed, "torn;row");
  expect(second).toMatchObject({ deliveryNo: 2, rowsReceived: 4, rowsRepeated: 2 });
  expect(await saidFirst(2)).toEqual([
    ["BUDI SANTOSO", 1, 1],
    ["RINA WULANDARI", 2, 1],
    ["SITI AMINAH", 1, 1],
  ]);
  const again = await list("2026-04-01", budi, siti, renamed, "torn;row");
  expect(again).toMatchObject({ deliveryNo: 2, isRepeat: true, rowsRepeated: 2 });

  // Families, surveys and corrections keep no keys: matching does not read them, or each adds to those before it.
  const card = (name: string) => `9976010101200001;${name};3204012001`;
  const other = card("RINA").replace("0001;", "0002;");
  await receive(["dtks", "family"], "2026-01-01", ["NOKK;NAMA_KRT;KDWILAYAH", card("SITI")]);
  expect(
    await receive(["dtks", "family"], "2026-04-01", [
      "NOKK;NAMA_KRT;KDWILAYAH",
      card("SITI"),
      other,
    ]),
  ).toMatchObject({ rowsAccepted: 2, rowsRepeated: 0 });
});

test("a delivery whose date has passed is gone on from no more; who holds a record is known all the same", async () => {
  const lists = await listsAt(house());
  expect(lists.listOf(2)).toBe(1);
  await desk().owner.query(
    "update dtsen.delivery set retention_until = '2026-05-01' where delivery_no = 2",
  );
  mustAccept(await runRetention(house(), { today: "2026-06-01", by: "bps-steward" }), "retention");
  // The newest that stands is the first again.
  const third = await list("2026-07-01", siti, renamed);
  expect(await saidFirst(third.deliveryNo)).toEqual([
    ["RINA WULANDARI", third.deliveryNo, 1],
    ["SITI AMINAH", 1, 1],
  ]);
  const holding = (await listsAt(house())).holding([4_294_967_297n]);
  expect([...holding.keys()]).toEqual([1, 2, third.deliveryNo]);
});

test("deliveries of a list are told from those of others, also where two go on from one", () => {
  const lists = listsOf([
    [1, null],
    [2, null],
    [3, 1],
    [4, 2],
    [5, 1],
    [6, 5],
  ]);
  expect([3, 4, 6].map(lists.before)).toEqual([[1], [2], [5, 1]]);
  expect([1, 2, 3, 4, 5, 6].map(lists.listOf)).toEqual([1, 2, 1, 2, 1, 1]);
  expect(lists.since(3)).toEqual([3, 5, 6]);
});
