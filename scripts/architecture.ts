import { readFileSync, writeFileSync } from "node:fs";
import { ROOMS } from "#rooms.ts";

/** Writes the table of rooms into docs/ARCHITECTURE.md between its marks. */
const PAGE = "docs/ARCHITECTURE.md";

/** The page with its table as `src/rooms.ts` has it now. */
export function withRoomsTable(page: string): string {
  const rows = ROOMS.map(
    ({ name, kind, holds, mayImport }) =>
      `| \`${name}\` | ${kind} | ${holds} | ${kind === "ground" ? mayImport.join(", ") || "nothing" : kind === "walk" ? "the ground and rooms above" : "anything"} |`,
  );
  const table = ["| room | kind | holds | may import |", "| --- | --- | --- | --- |", ...rows];
  return page.replace(/(<!-- rooms -->\n)[\s\S]*?(\n<!-- \/rooms -->)/, `$1${table.join("\n")}$2`);
}

if (import.meta.main) writeFileSync(PAGE, withRoomsTable(readFileSync(PAGE, "utf8")));
