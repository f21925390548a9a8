import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNik, readNik } from "./nik.ts";
import { mustAccept } from "./result.ts";

test.each([
  ["99760152010300", "not-16-digits"],
  ["997601520103000O", "not-16-digits"],
  ["00".concat("76015201030001"), "no-region"],
  ["9976013002030004", "no-such-day"],
  ["9976013201030004", "no-such-day"],
  ["9976017202030004", "no-such-day"],
  ["9976015200030004", "no-such-day"],
  ["9976015201030000", "no-serial"],
])("%s is refused: %s", (text, problem) => {
  expect(parseNik(text)).toEqual({ ok: false, problem });
});

test("women's birth days are written with forty added", () => {
  const nik = mustAccept(parseNik("9976.01 521203-0004"), "nik");
  expect(readNik(nik)).toEqual({
    districtOfIssue: "997601",
    sex: "female",
    birthDay: 12,
    birthMonth: 12,
    birthYearInCentury: 3,
  });
});

test("never throws, and what it accepts it accepts again", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{16}$/)), (text) => {
      const parsed = parseNik(text);
      if (parsed.ok) expect(parseNik(parsed.value)).toEqual(parsed);
    }),
  );
});
