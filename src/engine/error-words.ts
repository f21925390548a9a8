/** What is left in place of the cell at which an engine stumbled. */
const CELL = "[isi sel]";
const LINE = "[isi baris]";

/**
 * What an engine, or any bug, says of itself, for terminals and logs: without the values of records. Engines quote the cell
 * that they could not read and the line in which it stood; numbers as long as a NIK go wherever they stand. Names of tables
 * and columns, types, paths and the stack stay, for without them nobody could mend anything.
 */
export function withoutCells(said: string): string {
  return (
    said
      .replaceAll(/^(\s*Original Line:).*$/gim, `$1 ${LINE}`)
      // A value shown on a line of its own, with a mark beneath; of our own statement only what it quotes is a value.
      .replaceAll(/^(?!LINE ).*$(?=\n\s*\^)/gm, LINE)
      .split("\n")
      .map((line) => (STACK.test(line) ? line : withoutQuoted(line)))
      .join("\n")
      .replaceAll(/\d{16}/g, "[16 angka]")
  );
}

const STACK = /^\s+at /;
/** What stands between quotes of one kind, with the word before it. */
const QUOTED = /(\w*)([ :(]*)(?<![A-Za-z0-9])(["'])(.*?)\3(?![A-Za-z0-9])/g;
/** Things of ours that are named between quotes; a value may look like any name, so the word before it must say so. */
const NAMED = /^(?:column|constraint|function|index|mean|name|relation|schema|table|view)$/i;
const NAME = /^[a-z][a-z0-9_]*$/;
/** Of both engines. */
const TYPE =
  /^(?:BIGINT|BOOLEAN|DATE|DECIMAL\(\d+, ?\d+\)|DOUBLE|FLOAT|HUGEINT|INT|INTEGER|INT\d+|SMALLINT|STRING|TIMESTAMP|TINYINT|VARCHAR)$/;
const PATH = /^\/[\w./ -]+$/;

function withoutQuoted(line: string): string {
  return line.replaceAll(
    QUOTED,
    (whole: string, word: string, between: string, quote: string, inside: string) => {
      const isOurs =
        TYPE.test(inside) || PATH.test(inside) || (NAMED.test(word) && NAME.test(inside));
      return isOurs ? whole : `${word}${between}${quote}${CELL}${quote}`;
    },
  );
}
