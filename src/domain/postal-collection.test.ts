import { expect, test } from "vitest";
import { mayCollect, type PostalAnswer, type PostalVisit } from "./postal-collection.ts";

const VISIT: PostalVisit = {
  on: "2026-11-23",
  collector: "holder",
  papers: ["invitation", "ktp", "kk"],
  holder: "alive",
  otherAdults: 1,
  home: [],
};

test.each<[string, Partial<PostalVisit>, string]>([
  ["the holder with all papers", {}, "yes"],
  ["a spouse of the same card", { collector: "same-card" }, "yes"],
  ["an elderly holder, at home", { home: ["elderly"] }, "yes, at home"],
  ["somebody of another card", { collector: "other-card" }, "not-on-card"],
  ["without the card", { papers: ["invitation", "ktp"] }, "papers-missing"],
  ["an heir of the same card", { holder: "dead", collector: "same-card" }, "yes"],
  ["the name of the dead", { holder: "dead" }, "holder-dead"],
  [
    "nobody left on the card",
    { holder: "dead", otherAdults: 0, collector: "other-card" },
    "no-adult-on-card",
  ],
  ["before any terms", { on: "2022-12-31" }, "no-terms"],
])("at the post: %s", (_, visit, expected) => {
  expect(said(mayCollect({ ...VISIT, ...visit }))).toBe(expected);
});

test("what is missing is named", () => {
  expect(mayCollect({ ...VISIT, papers: ["ktp"] })).toMatchObject({
    missing: ["invitation", "kk"],
  });
});

function said(answer: PostalAnswer): string {
  if (!answer.may) return answer.problem;
  return answer.atHome ? "yes, at home" : "yes";
}
