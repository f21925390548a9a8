import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { writeXlsx } from "hucre/xlsx";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { brokenLine, cellsInOrder, headerLine, lineOf } from "./cells.ts";
import type { Chance } from "./chance.ts";
import type { SyntheticDelivery } from "./deliveries/delivery.ts";
import { type Listing, listedFamilies, listedPersons } from "./listing.ts";
import type { SpoiledVillages } from "./village-habits.ts";

/** Where the parts of a delivery wait until the last chunk is made. */
export type DeliveryFile = {
  readonly delivery: SyntheticDelivery;
  readonly target: string;
  /** Folder of the truth about its rows. */
  readonly records: string;
  /** Rows written so far. */
  rows: number;
  parts: string[];
};

/** Writes one chunk's rows of a delivery as a part, and their truth beside it. */
export async function writePart(
  db: DuckDb,
  file: DeliveryFile,
  villages: SpoiledVillages,
  chance: Chance,
  workFolder: string,
): Promise<void> {
  const { layout, listing } = file.delivery;
  const part = `${workFolder}/${file.delivery.file}.${file.parts.length}`;
  const rows = await list(db, file.delivery, villages, chance);
  const isTable = layout.format === "parquet" || layout.format === "xlsx";
  await db.run(isTable ? tableCopy(part) : lineCopy(part));
  await db.run(truthCopy(file, listing));
  await db.run("drop table delivered");
  file.rows += rows;
  file.parts.push(part);
}

/** Table `delivered`: the rows as written, numbered by family, member and copy. */
async function list(
  db: DuckDb,
  { layout, listing, cells }: SyntheticDelivery,
  villages: SpoiledVillages,
  chance: Chance,
): Promise<number> {
  const ofPersons = listing.set === "person" || listing.set === "evidence";
  const rowsOf = ofPersons ? listedPersons : listedFamilies;
  const isTable = layout.format === "parquet" || layout.format === "xlsx";
  const outputs = isTable
    ? cellsInOrder(layout, cells)
        .map((cell, i) => `${cell} as "${layout.columns[i]?.header}"`)
        .join(", ")
    : `e4, s_nik, ${lineOf(layout, cells)} as line`;
  const told = rowsOf(listing, villages, chance, outputs);
  const broken = brokenLine(layout, listing.rates.brokenRow);
  const rows = isTable
    ? told
    : `select * exclude (e4, s_nik) replace (${broken} as line) from (${told})`;
  await db.run(`create or replace temp table listing as ${rows}`);
  await db.run(
    `create or replace temp table delivered as
       select row_number() over (order by family_no, slot, person_no, nth, copy) as row_no, * from listing`,
  );
  await db.run("drop table listing");
  const [count] = await db.all<{ n: bigint }>("select count(*) as n from delivered");
  return Number(count?.n);
}

const tableCopy = (part: string): string =>
  `copy (select * exclude (row_no, person_no, family_no, slot, nth, copy) from delivered order by row_no)
     to ${text(part)} (format parquet)`;

const lineCopy = (part: string): string =>
  `copy (select line from delivered order by row_no) to ${text(part)}
     (format csv, header false, quote '', escape '', delimiter E'\\x01')`;

function truthCopy(file: DeliveryFile, { set }: Listing): string {
  const { layout } = file.delivery;
  const person = set === "person" || set === "evidence" ? "person_no" : "null";
  const name = file.target.slice(file.target.lastIndexOf("/") + 1);
  const part = `${file.records}/${name}.${String(file.parts.length).padStart(3, "0")}.parquet`;
  return `copy (select ${text(layout.source)} as source, ${text(layout.set)} as "set", ${text(layout.edition)} as edition,
                  ${text(name)} as file, cast(${file.rows} + row_no as bigint) as row_no,
                  cast(${person} as bigint) as person_no, family_no
             from delivered order by row_no) to ${text(part)} (format parquet)`;
}

/** Joins the parts of a delivery into its one file, in the layout's own encoding. */
export async function finishFile(db: DuckDb, file: DeliveryFile): Promise<void> {
  const { layout } = file.delivery;
  await mkdir(file.target.slice(0, file.target.lastIndexOf("/")), { recursive: true });
  if (layout.format === "parquet") await joinParquet(db, file.parts, file.target);
  else if (layout.format === "xlsx") await writeBook(db, file);
  else await joinText(file);
  for (const part of file.parts) await rm(part);
}

/** One Parquet file of many, in order. */
function joinParquet(db: DuckDb, parts: readonly string[], target: string): Promise<void> {
  const from = parts.map(text).join(", ");
  return db.run(
    `copy (select * from read_parquet([${from}])) to ${text(target)} (format parquet, compression zstd)`,
  );
}

async function joinText({ delivery, parts, target }: DeliveryFile): Promise<void> {
  const { layout } = delivery;
  const encoding = { "utf-8": undefined, "windows-1252": "latin1", "utf-16le": "utf16le" } as const;
  const written = encoding[layout.encoding];
  async function* pieces(): AsyncGenerator<Buffer | string> {
    const mark = layout.encoding === "utf-16le" ? "\uFEFF" : "";
    yield Buffer.from(`${mark}${headerLine(layout)}\n`, written ?? "utf8");
    for (const part of parts) {
      const stream = createReadStream(part, {
        ...(written === undefined ? {} : { encoding: "utf8" }),
        highWaterMark: 1 << 20,
      });
      for await (const piece of stream) {
        yield typeof piece === "string" ? Buffer.from(piece, written) : piece;
      }
    }
  }
  await pipeline(pieces, createWriteStream(target));
}

async function writeBook(db: DuckDb, { delivery, parts, target }: DeliveryFile): Promise<void> {
  const rows: string[][] = [delivery.layout.columns.map(({ header }) => header)];
  const query = `select * from read_parquet([${parts.map(text).join(", ")}])`;
  for await (const chunk of db.chunks(query)) {
    for (let row = 0; row < chunk.rows; row++) {
      rows.push(chunk.columns.map((values) => String(values[row] ?? "")));
    }
  }
  // The book's own date, too: the same nation made again is the same file, and is received once.
  const written = new Date("2026-01-01T00:00:00Z");
  const book = await writeXlsx({
    sheets: [{ name: delivery.layout.source, rows }],
    properties: { created: written, modified: written },
  });
  await writeFile(target, book);
}
