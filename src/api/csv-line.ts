/** What stands where a number is withheld: statistical offices and spreadsheets both know it. */
const WITHHELD = "*";

/** A count as a cell. */
export const countCell = (count: number | null): string =>
  count === null ? WITHHELD : String(count);

/** That numbers were withheld, and below how many. */
export const withheldNote = (smallest: number): readonly string[] => [
  "",
  `${WITHHELD} dirahasiakan: di bawah ${smallest}, atau membuka angka yang demikian`,
];

/** Lines as a file for spreadsheets; what one would run as a formula is made text. */
export const csvLines = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => `${line.map(quote).join(",")}\r\n`).join("");

function quote(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
