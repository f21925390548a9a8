import { describe, expect, test } from "vitest";
import { BROUGHT_KINDS } from "./aid-proposal.ts";
import { APPEAL } from "./appeal-procedure.ts";
import { PROCEDURES } from "./case-kinds.ts";
import { CASE_STATES } from "./case-state.ts";
import {
  codeText,
  nextTry,
  outOfQuiet,
  parseMobile,
  SMS_LENGTH,
  standingText,
  type ToldStanding,
} from "./message.ts";
import type { PlainDate } from "./plain-date.ts";

const LANGUAGES = ["id", "en"] as const;
const base = {
  since_on: "2026-09-29" as PlainDate,
  due_on: "2026-12-29" as PlainDate,
  level: 1,
  appeal: null,
};

const routes = (askedBy: string | undefined) => {
  if (askedBy === undefined) return ["regency-examines"];
  return [askedBy];
};

/** Every way a case that is followed by a number may stand. */
const STANDINGS = BROUGHT_KINDS.flatMap((kind) =>
  PROCEDURES[kind].steps.slice(0, -1).flatMap(({ id, askedBy }) =>
    CASE_STATES.flatMap((state) => {
      const rules = kind === "aid-proposal" ? ["governor-endorses"] : routes(askedBy);
      const reasons =
        state === "refused" ? [null, ...Object.keys(PROCEDURES[kind].refusals)] : [null];
      return reasons.map(
        (reason) => ({ ...base, kind, state, step: id, reason, rules }) as unknown as ToldStanding,
      );
    }),
  ),
);
const APPEALS = APPEAL.steps.slice(0, -1).flatMap(({ id, askedBy }) =>
  CASE_STATES.map((state) => {
    const appeal = { state, step: id, rules: routes(askedBy), due_on: base.due_on };
    return { ...STANDINGS[0], state: "refused", appeal } as unknown as ToldStanding;
  }),
);
const ALL = [...STANDINGS, ...APPEALS].flatMap((standing) =>
  LANGUAGES.map((language) => [language, standing, standingText(language, standing)] as const),
);

describe("a message about a case", () => {
  test("fits one SMS in the plainest alphabet", () => {
    expect(ALL.length).toBeGreaterThan(200);
    const texts = [
      ...ALL.map(([, , text]) => text),
      codeText("id", "123456"),
      codeText("en", "123456"),
    ];
    expect(texts.filter((text) => text.length > SMS_LENGTH)).toEqual([]);
    expect(texts.filter((text) => !/^[A-Za-z0-9 .,:;?/()-]+$/.test(text))).toEqual([]);
  });

  test("says what comes next, and a day wherever somebody still has to do something", () => {
    for (const [language, { state, appeal }, text] of ALL) {
      const isOver =
        ["done", "withdrawn"].includes((appeal ?? { state }).state) || appeal?.state === "refused";
      expect(text).toMatch(isOver ? /(tanda terima|receipt)/ : /29 (Des|Okt|Dec|Oct) 2026/);
      expect(text.split(". ").length, `${language} ${text}`).toBeGreaterThanOrEqual(2);
    }
  });

  test("has no link, no number of a person or a case, and no word of the trade", () => {
    for (const [, , text] of ALL) {
      expect(text).not.toMatch(/https?:|www\.|[0-9]{5,}|\b(KPM|verval|desil|BNBA|PMT|NIK|KK)\b/i);
    }
  });

  test("of a refusal is the same whatever the reason was, but for what was handed to the family", () => {
    const told = new Set(
      ALL.filter(
        ([language, { kind, state, appeal }]) =>
          language === "id" && kind === "aid-proposal" && state === "refused" && appeal === null,
      ).map(([, , text]) => text),
    );
    expect(told.size).toBe(2);
  });
});

test("mobile numbers are read as people write them, and nothing else is written to", () => {
  for (const typed of ["0812 3456 7890", "+62-812-3456-7890", "62 (812) 3456 7890"])
    expect(parseMobile(typed)).toEqual({ ok: true, value: "+6281234567890" });
  for (const typed of [
    "",
    "021 555 1234",
    "+1 812 345 6789",
    "0812345",
    "08123456789012345",
    "9932045705800001",
  ])
    expect(parseMobile(typed).ok).toBe(false);
});

describe("nobody is woken", () => {
  test.each([
    ["wib", "2026-11-23T13:59:00.000Z", "2026-11-23T13:59:00.000Z"],
    ["wib", "2026-11-23T14:00:00.000Z", "2026-11-24T00:00:00.000Z"],
    ["wit", "2026-11-23T14:00:00.000Z", "2026-11-23T22:00:00.000Z"],
    ["wit", "2026-11-23T21:59:00.000Z", "2026-11-23T22:00:00.000Z"],
    ["wita", "2026-12-31T20:00:00.000Z", "2026-12-31T23:00:00.000Z"],
    ["wita", "2026-12-31T23:00:00.000Z", "2026-12-31T23:00:00.000Z"],
  ] as const)("%s at %s: %s", (zone, at, told) => {
    expect(outOfQuiet(at, { zone })).toBe(told);
  });
});

test("what fails is tried for about a day, at growing distances, and then given up", () => {
  const waits = Array.from({ length: 10 }, (_, i) => nextTry(i + 1));
  expect(waits.at(-1)).toBeUndefined();
  const minutes = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0);
  expect(minutes).toBeGreaterThan(600);
  expect(minutes).toBeLessThan(1440);
});
