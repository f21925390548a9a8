import { expect, test } from "vitest";
import { publicOf } from "#programs/program-book.ts";
import { ALL_PROGRAMS, getProgram } from "#programs/programs.ts";
import type { PublicReply } from "#publication/public-lookup.ts";
import { ANSWER_BYTES, answerPage } from "./answer.ts";

const programs = publicOf(new Set(ALL_PROGRAMS.map(({ id }) => id)));

const reply = (of: Partial<PublicReply>): PublicReply => ({
  verdict: "answered",
  version_no: 1,
  label: "2026-4",
  as_of: "2026-10-01",
  next_on: "2027-01-20",
  period_from: "2026-10-01",
  period_to: "2026-12-31",
  matches: 1,
  masked: "W*** D***",
  programs,
  program_names: programs.map((id) => getProgram(id).name.id),
  bits: 2 ** programs.length - 1,
  reviewed: 0,
  notices: null,
  ...of,
});
const pageOf = (of: Partial<PublicReply>) =>
  answerPage("id", { by: "code" }, reply(of), {
    assetTag: "x".repeat(16),
    isExample: true,
    inForce: [],
  });

test("with every program that may be told of, every answer has one length", () => {
  const notices = programs.map((program) => ({
    program,
    state: "noticed" as const,
    effect_on: "2026-12-01",
  }));
  const answers = [
    pageOf({}),
    pageOf({ notices }),
    pageOf({ bits: 0 }),
    pageOf({ bits: 0, reviewed: 2 ** programs.length - 1 }),
    pageOf({ matches: 0, bits: null }),
  ];
  expect(answers.map((answer) => answer.length)).toEqual(answers.map(() => ANSWER_BYTES));
  expect(answers[0]?.toString()).toContain("PKH, Sembako, PBI\u2011JK, BLT Kesra");
  const rows = answers.map((answer) => answer.toString().match(/<th scope="row">/g)?.length);
  expect(rows).toEqual(answers.map(() => programs.length));
});

test("a program that is not told of has no line, whatever runs for the family", () => {
  const notices = [{ program: "kpdj", state: "noticed" as const, effect_on: null }];
  expect(pageOf({ notices }).toString()).toBe(pageOf({}).toString());
});
