import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCursor } from "./cursor.ts";
import { cutSlice, readSlice } from "./slice.ts";

test("pages follow one another without a gap or a repeat, and the last says so", () => {
  const lists = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 40 });
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 9 }), (numbers, limit) => {
      const list = numbers.toSorted((a, b) => a - b);
      const read: number[] = [];
      let cursor: string | undefined;
      do {
        const slice = readSlice({ limit, cursor }, [0]);
        const rows = list.filter((n) => n > Number(slice.after[0])).slice(0, slice.limit + 1);
        const { shown, next } = cutSlice(rows, slice, (n) => [n]);
        read.push(...shown);
        cursor = next.next;
      } while (cursor !== undefined);
      expect(read).toEqual(list);
    }),
  );
});

test.each(["x", "", writeCursor({ versionNo: 0, after: [1] })])(
  "a cursor of another list is refused: %j",
  (cursor) => {
    expect(() => readSlice({ cursor }, [0, 0])).toThrow("malformed-request");
  },
);
