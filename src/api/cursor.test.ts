import fc from "fast-check";
import { expect, test } from "vitest";
import { readCursor, writeCursor } from "./cursor.ts";

test("what was written is read again", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.maxSafeInteger(), { maxLength: 3 }),
      (versionNo, after) => {
        const cursor = writeCursor({ versionNo, after });
        expect(readCursor(cursor, after.length)).toEqual({ versionNo, after });
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      },
    ),
  );
});

test("anything else is not a cursor, and never throws", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const place = readCursor(text, 1);
      if (place !== undefined) expect(place.after).toHaveLength(1);
    }),
  );
  const withText = Buffer.from(JSON.stringify([1, "x' or 1=1"])).toString("base64url");
  expect(readCursor(withText, 1)).toBeUndefined();
});
