import { describe, expect, test } from "vitest";
import { stageOf } from "#domain/aid-proposal.ts";
import { type CASE_KINDS, PROCEDURES } from "#domain/case-kinds.ts";
import { CASE_STATES } from "#domain/case-state.ts";
import { LIFE_EVENT_TERMS, LIFE_EVENTS } from "#domain/life-event.ts";
import { OBJECTION_GROUNDS } from "#domain/objection.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import { ownAidProposalsOf } from "./own-aid-proposals.ts";
import { ownObjectionsOf } from "./own-objections.ts";
import { ownResignationsOf } from "./own-resignations.ts";
import { COMPLAINT_WORDS } from "./pages/complaint-form.ts";
import { EVENT_WORDS } from "./pages/life-event.ts";
import { READERS_WORDS } from "./pages/own-readers.ts";
import { READY_WORDS } from "./pages/pre-check.ts";
import { statusOf, statusPage } from "./pages/proposal-status.ts";
import { PROPOSAL_WORDS } from "./pages/proposal-words.ts";
import { KIND_WORDS } from "./pages/status-words.ts";
import { TIDINGS_WORDS } from "./pages/tidings.ts";

/** U08: every message of a case says what comes next and a day; U16: short sentences, no word of the trade (trust-and-ux.md B14). */
const DAY =
  /\b[0-9]{1,2} (Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) 20[0-9]{2}\b/g;
const UNDER_WAY = CASE_STATES.filter((state) => !["done", "refused", "withdrawn"].includes(state));
const DUE = "2026-12-14";

const reasonFor = (kind: (typeof CASE_KINDS)[number], step: string, state: string) => {
  const { returns, pauses, refusals } = PROCEDURES[kind];
  const found =
    state === "returned"
      ? Object.entries(returns).find(([, { backTo }]) => backTo === step)
      : state === "paused"
        ? Object.entries(pauses).find(([, { at }]) => at.includes(step))
        : state === "refused"
          ? Object.entries(refusals).find(([, { at }]) => at.includes(step))
          : undefined;
  return found?.[0] ?? null;
};
const stepsOf = (kind: (typeof CASE_KINDS)[number]) =>
  PROCEDURES[kind].steps.slice(0, -1).map(({ id }) => id);

describe("a family's own page", () => {
  const own: readonly (readonly [string, string])[] = [
    ...stepsOf("aid-proposal").flatMap((step) =>
      UNDER_WAY.map((state) => {
        const reason = reasonFor("aid-proposal", step, state);
        const rest = { program: "pkh", is_diverted: false, answered_in: null };
        const row = { state, step, reason, ...rest, opened_on: "2026-11-02", due_on: DUE };
        return [
          `proposal ${step} ${state}`,
          ownAidProposalsOf("id", [row as never]).join(" "),
        ] as const;
      }),
    ),
    ...stepsOf("objection")
      .filter((step) => step !== "identify")
      .flatMap((step) =>
        UNDER_WAY.map((state) => {
          const reason = reasonFor("objection", step, state);
          const rest = { program: "pkh", grounds: OBJECTION_GROUNDS, answer: null };
          const days = {
            answer_until: step === "hearing" ? DUE : null,
            opened_on: "2026-11-02",
            due_on: DUE,
          };
          const row = { state, step, reason, ...rest, ...days };
          return [
            `objection ${step} ${state}`,
            ownObjectionsOf("id", [row as never])[0]?.text ?? "",
          ] as const;
        }),
      ),
    ...stepsOf("resignation").flatMap((step) =>
      UNDER_WAY.map((state) => {
        const reason = reasonFor("resignation", step, state);
        const days = {
          cooling_until: step === "identity" ? null : DUE,
          effective_on: step === "register" ? DUE : null,
        };
        const row = {
          state,
          step,
          reason,
          programs: ["pkh"],
          ...days,
          opened_on: "2026-11-02",
          since_on: "2026-11-02",
          due_on: DUE,
        };
        const told = ownResignationsOf("id", { resignations: [row as never], outcomes: [] });
        return [`resignation ${step} ${state}`, told.told.join(" ")] as const;
      }),
    ),
  ];

  test.each(own)("%s says what comes next, and a day that lies ahead", (_where, text) => {
    const days = text.match(DAY) ?? [];
    expect(days).toContain("14 Desember 2026");
    // Beside what is known already there is a sentence of what happens or what may be done.
    expect(text.split(/[.;?!] /).length).toBeGreaterThanOrEqual(3);
  });
});

describe("the page of a number", () => {
  const number = "7K3M9PQX2D4RT" as KodeCek;
  const kinds = ["aid-proposal", "objection", "complaint"] as const;
  const cases = kinds.flatMap((kind) =>
    stepsOf(kind).flatMap((step) => UNDER_WAY.map((state) => [kind, step, state] as const)),
  );

  test.each(cases)("of %s at %s, %s: stage, state and the day by which", (kind, step, state) => {
    const rules = PROCEDURES[kind].steps.flatMap(({ id, askedBy }) =>
      id === step && askedBy !== undefined ? [askedBy] : [],
    );
    const route =
      kind !== "complaint"
        ? rules
        : step.startsWith("province") || step.startsWith("ministry")
          ? ["province-examines" as const]
          : ["regency-examines" as const];
    const row = {
      ...{
        verdict: "answered",
        kind,
        state,
        step,
        rules: route,
        reason: reasonFor(kind, step, state),
      },
      ...{
        opened_on: "2026-11-02",
        since_on: "2026-11-20",
        due_on: DUE,
        level: 0,
        redress: null,
        appeal: null,
        tidings: null,
      },
    };
    const status = statusOf("id", number, row as never, "2026-11-24" as PlainDate);
    if (status === undefined) throw new Error("no status");
    const site = { assetTag: "x", isExample: true };
    const html = statusPage("id", { ...status, isNew: false }, site).toString();
    expect(html).toContain("14 Desember 2026");
    expect(html).toContain(stageOf(kind, step, route).words.id);
  });
});

/** Every text of a page's words, functions with places to fill in. */
function textsOf(words: unknown, where: string): readonly (readonly [string, string])[] {
  if (typeof words === "string") return [[where, words]];
  if (typeof words === "function") {
    const filled = (words as (...args: unknown[]) => unknown)("A", "B", "C", "D");
    return textsOf(filled, where);
  }
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, value]) => textsOf(value, `${where}.${key}`));
}

describe("texts of the pages for cases", () => {
  const texts = [
    ...textsOf(PROPOSAL_WORDS.id, "proposal"),
    ...textsOf(COMPLAINT_WORDS.id, "complaint"),
    ...textsOf(KIND_WORDS.id, "status"),
    ...textsOf(READY_WORDS.id, "ready"),
    ...textsOf(TIDINGS_WORDS.id, "tidings"),
    ...textsOf(READERS_WORDS.id, "readers"),
    ...textsOf(EVENT_WORDS.id, "event"),
    ...textsOf(
      LIFE_EVENTS.map((event) => [
        LIFE_EVENT_TERMS[event].words.id,
        LIFE_EVENT_TERMS[event].bring.id,
      ]),
      "life-event",
    ),
  ];
  const AVOIDED = /\b(KPM|verval|invalid|padan|exclusion|session|gagal|error|desil|BNBA|PMT)\b/i;

  test("have no word of the trade", () => {
    expect(texts.length).toBeGreaterThan(80);
    expect(texts.filter(([, text]) => AVOIDED.test(text))).toEqual([]);
  });

  test("have sentences of at most fourteen words", () => {
    const long = texts.flatMap(([where, text]) =>
      text
        .split(/[.;:?!]\s+|[.;:?!]$/)
        .filter((sentence) => sentence.trim().split(/\s+/).length > 14)
        .map((sentence) => `${where}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });
});
