import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the codes come from; shown wherever the list is published (ODbL asks for it). */
export const AREA_SOURCE = {
  package: "idn-area-data 4.0.1",
  publisher: "fityannugroho/idn-area-data",
  licence: "ODbL 1.0",
  attribution:
    "Wilayah: idn-area-data 4.0.1 (github.com/fityannugroho/idn-area-data), Open Database License 1.0",
  decree: "Kepmendagri 300.2.2-2138 Tahun 2025",
  decreedOn: "2025-04-25",
  counts: { province: 38, regency: 514, district: 7285, village: 83762 },
} as const;

/** One line of a list: its own dotted code, and its name as decreed. */
export type AreaRow = { readonly code: string; readonly name: string };

export type AreaFile = "provinces" | "regencies" | "districts" | "villages";

/** The rows of one list, in the order of the file. Names may be quoted, codes never are. */
export function readAreas(file: AreaFile): readonly AreaRow[] {
  const entry = fileURLToPath(import.meta.resolve("idn-area-data"));
  const folder = entry.slice(0, entry.lastIndexOf("lib"));
  const text = readFileSync(`${folder}data/${file}.csv`, "utf8");
  const before = file === "provinces" ? 1 : 2;
  const rows: AreaRow[] = [];
  let start = text.indexOf("\n") + 1;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    rows.push(readLine(text.slice(start, end < 0 ? text.length : end), before));
    start = end < 0 ? text.length : end + 1;
  }
  return rows;
}

/** "11.01.01.2001,11.01.01,Keude Bakongan": the code, `before` commas, the name. */
function readLine(line: string, before: number): AreaRow {
  const first = line.indexOf(",");
  const start = before === 1 ? first : line.indexOf(",", first + 1);
  const name = line.slice(start + 1, line.endsWith("\r") ? -1 : undefined);
  const code = line.slice(0, first).split(".").join("");
  return { code, name: name.startsWith('"') ? unquote(name) : name };
}

function unquote(field: string): string {
  return field.slice(1, -1).replaceAll('""', '"');
}
