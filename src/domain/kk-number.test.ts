import fc from "fast-check";
import { expect, test } from "vitest";
import { parseKkNumber, readKkNumber } from "./kk-number.ts";
import { mustAccept } from "./result.ts";

test.each([
  ["99760120010300", "not-16-digits"],
  ["997601200103000O", "not-16-digits"],
  ["9976014101030001", "no-such-day"],
  ["9976013013030001", "no-such-day"],
  ["9976013002030001", "no-such-day"],
  ["9976012001030000", "no-serial"],
])("%s is refused: %s", (text, problem) => {
  expect(parseKkNumber(text)).toEqual({ ok: false, problem });
});

test("says where and when the card was issued", () => {
  const kk = mustAccept(parseKkNumber("9976.01-200103 0001"), "kk");
  expect(readKkNumber(kk)).toEqual({
    districtOfIssue: "997601",
    issueDay: 20,
    issueMonth: 1,
    issueYearInCentury: 3,
  });
});

test("never throws, and what it accepts it accepts again", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{16}$/)), (text) => {
      const parsed = parseKkNumber(text);
      if (parsed.ok) expect(parseKkNumber(parsed.value)).toEqual(parsed);
    }),
  );
});
