import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Separates the cells that we write ourselves; never inside them. */
export const UNIT_SEPARATOR = "\u001f";

/** Where numbered rows go: good ones and broken ones apart, both streamed to disk. */
export type RowSink = {
  row(rowNo: number, row: Buffer): void;
  broken(rowNo: number, problem: string, row: Buffer): void;
  /** Waits until the disk has caught up. */
  drain(): Promise<void>;
  close(): Promise<void>;
};

/** The first block is small and each is larger than the one before it: most files are small, and one of two is empty. */
const BLOCK_BYTES = { least: 1 << 14, most: 1 << 20 } as const;
const NEWLINE = 10;

/** Writes good rows as number, delimiter, row; broken ones as number, problem, row. */
export function openRowSink(goodFile: string, brokenFile: string, delimiter: string): RowSink {
  const good = openLines(goodFile);
  const broken = openLines(brokenFile);
  return {
    row: (rowNo, row) => good.line(`${rowNo}${delimiter}`, row),
    broken: (rowNo, problem, row) =>
      broken.line(`${rowNo}${UNIT_SEPARATOR}${problem}${UNIT_SEPARATOR}`, printable(row)),
    drain: async () => {
      await good.drain();
      await broken.drain();
    },
    close: async () => {
      await good.close();
      await broken.close();
    },
  };
}

function printable(row: Buffer): Buffer {
  return Buffer.from(row.subarray(0, 4000).map((byte) => Math.max(byte, 32)));
}

function openLines(path: string) {
  const stream = createWriteStream(path, { mode: 0o600, highWaterMark: BLOCK_BYTES.most });
  let block = Buffer.allocUnsafe(BLOCK_BYTES.least);
  let [used, isFull] = [0, false];
  const flush = (): void => {
    if (used === 0) return;
    isFull = !stream.write(block.subarray(0, used));
    block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES.most, block.length * 4));
    used = 0;
  };
  return {
    line: (lead: string, row: Buffer): void => {
      const room = lead.length + row.length + 1;
      if (used + room > block.length) flush();
      if (room > block.length) {
        isFull = !stream.write(Buffer.concat([Buffer.from(lead), row, Buffer.from("\n")]));
        return;
      }
      used += block.write(lead, used, "latin1");
      used += row.copy(block, used);
      block[used++] = NEWLINE;
    },
    drain: async (): Promise<void> => {
      if (!isFull) return;
      if (stream.writableNeedDrain) await once(stream, "drain");
      isFull = false;
    },
    close: async (): Promise<void> => {
      flush();
      stream.end();
      await once(stream, "close");
    },
  };
}
