import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { quiet } from "#domain/progress.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { PATIENCE } from "#test/sizes.ts";
import { judgeModels } from "./judge-models.ts";
import type { PmtDraft } from "./pmt-work.ts";
import { scoreSurvey } from "./score-survey.ts";
import { evaluateSurvey, type PmtSummary, trainSurvey } from "./train-survey.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-train-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string | number>>;

function households(count: number, seed: number): readonly Row[] {
  const roll = dice(seed);
  const normal = () =>
    Array.from({ length: 12 }, () => roll(1e6) / 1e6).reduce((s, u) => s + u, -6);
  return Array.from({ length: count }, (_, i) => {
    const z = normal();
    const members = 1 + roll(7);
    return {
      hh: `x${i}`,
      psu: `p${i % Math.ceil(count / 10)}`,
      w: 1 + roll(9),
      members,
      floor: z + normal() > 0.3 ? "tile" : z + normal() > -1 ? "cement" : "earth",
      school: Math.max(0, Math.round(8 + 3 * z + normal())),
      fridge: z + normal() > 0 ? 1 : 0,
      noise: roll(50),
      pce: Math.round(Math.exp(13 + 0.4 * z - 0.08 * members + 0.3 * normal())),
    };
  });
}

const HOUSEHOLDS = households(400, 5);
const ROLES = { target: "pce", weight: "w", size: "members", group: "psu", id: "hh" };

async function write(name: string, rows: readonly Row[]): Promise<string> {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => row[column]).join(","));
  await writeFile(join(folder, name), [columns.join(","), ...lines].join("\n"));
  return join(folder, name);
}

let runs = 0;
function draft(
  survey: string,
  options: Readonly<Record<string, unknown>>,
  more: Partial<PmtDraft> = {},
): PmtDraft {
  return {
    survey,
    options: { layers: "L0,L1", out: join(folder, `out${runs++}`), ...options },
    models: [],
    keyFolder: join(folder, "keys"),
    limits: { threads: 1, memory: "1GB" },
    ...more,
  };
}

function accepted<T>(
  answer:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly mistakes: unknown },
): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.mistakes));
  return answer.value;
}

const codesOf = ({ notices }: Pick<PmtSummary, "notices">) => notices.map(({ code }) => code);

test(
  "neither the order of rows nor the number of threads changes a figure or a weight of the model",
  async () => {
    const one = accepted(await trainSurvey(draft(await write("a.csv", HOUSEHOLDS), ROLES), quiet));
    const reversed = await write("b.csv", HOUSEHOLDS.toReversed());
    const threads = { limits: { threads: 2, memory: "1GB" } };
    const other = accepted(await trainSurvey(draft(reversed, ROLES, threads), quiet));
    expect(other.layers).toEqual(one.layers);
    expect(other.shortForm).toEqual(one.shortForm);
    const models = await Promise.all(
      [one, other].map(async ({ out }) =>
        JSON.parse(await readFile(join(out, "model.json"), "utf8")),
      ),
    );
    expect(models[1].pooled).toEqual(models[0].pooled);
    expect(models[1].card.survey).toEqual(models[0].card.survey);
  },
  PATIENCE,
);

test(
  "a model is signed: changed it is refused, unsigned or by a stranger it is used and said",
  async () => {
    const survey = await write("s.csv", HOUSEHOLDS);
    const trained = accepted(await trainSurvey(draft(survey, { ...ROLES, layers: "L1" }), quiet));
    const path = join(trained.out, "model.json");
    const model = JSON.parse(await readFile(path, "utf8"));
    const score = async (changed: object, more: Partial<PmtDraft> = {}) => {
      const file = join(folder, `signed${runs}.json`);
      await writeFile(file, JSON.stringify(changed, undefined, 2));
      return await scoreSurvey(draft(survey, {}, { models: [file], ...more }), quiet);
    };
    expect(accepted(await score(model)).notices).toEqual([]);
    const pooled = { ...model.pooled, intercept: model.pooled.intercept + 1 };
    const refusal = {
      ok: false,
      problem: "survey-has-mistakes",
      mistakes: [{ code: "model-signature-wrong" }],
    };
    expect(await score({ ...model, pooled })).toMatchObject(refusal);
    const card = { ...model.card, outOfFold: { ...model.card.outOfFold, spearman: 0.99 } };
    expect(await score({ ...model, card })).toMatchObject(refusal);
    const { signature: _, ...bare } = model;
    const said = async (changed: object, more: Partial<PmtDraft> = {}) =>
      codesOf(accepted(await score(changed, more)));
    expect(await said(bare)).toEqual(["model-unsigned"]);
    expect(await said(model, { keyFolder: join(folder, "elsewhere") })).toEqual([
      "model-signer-unknown",
    ]);
    const changedFile = join(folder, "changed.json");
    await writeFile(changedFile, JSON.stringify({ ...model, pooled }));
    const both = draft(survey, {}, { models: [path, changedFile] });
    expect(await judgeModels(both, quiet)).toMatchObject(refusal);
  },
  PATIENCE,
);

test(
  "a saved model scores every row of a file, and is judged on another; its own rows are told",
  async () => {
    const survey = await write("c.csv", HOUSEHOLDS);
    const trained = accepted(await trainSurvey(draft(survey, ROLES), quiet));
    const model = join(trained.out, "model.json");
    const rows = households(120, 9).map(({ pce: _, ...row }, i) =>
      i === 3 ? { ...row, school: "" } : row,
    );
    const scored = accepted(
      await scoreSurvey(draft(await write("d.csv", rows), {}, { models: [model] }), quiet),
    );
    expect([scored.rows, scored.notices]).toEqual([120, []]);
    const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: join(folder, "spill") });
    const [told] = await db.all<Record<string, unknown>>(
      `select count(distinct id)::int as ids, count(score)::int as scores, min(decile) as low, max(decile) as high,
        bool_and(decile = (percentile + 9) // 10) as alike from read_parquet(${text(scored.file)})`,
    );
    db.close();
    expect(told).toEqual({ ids: 120, scores: 120, low: 1, high: 10, alike: true });
    const next = await write("e.csv", households(300, 11));
    const judged = accepted(await judgeModels(draft(next, {}, { models: [model, model] }), quiet));
    expect(judged.layers.map(({ figures }) => figures.spearman.value > 0.5)).toEqual([true, true]);
    expect(judged.choice.gains[0]).toMatchObject({ ships: false, exclusion: { value: 0 } });
    expect(codesOf(judged)).not.toContain("leak-seen-in-training");
    const own = accepted(await judgeModels(draft(survey, {}, { models: [model] }), quiet));
    expect(codesOf(own)).toContain("leak-seen-in-training");
    const without = households(60, 2).map(({ school: _, ...row }) => row);
    const lacking = accepted(
      await judgeModels(draft(await write("f.csv", without), {}, { models: [model] }), quiet),
    );
    expect(codesOf(lacking)).toContain("model-column-missing");
  },
  PATIENCE,
);

test(
  "a column made from the target is told, and so is a model that is too good",
  async () => {
    const rows = HOUSEHOLDS.map((row) => ({ ...row, assets: Math.round(Number(row.pce) / 900) }));
    const summary = accepted(await evaluateSurvey(draft(await write("g.csv", rows), ROLES), quiet));
    expect(codesOf(summary)).toEqual(["leak-explains-too-much", "leak-too-good"]);
  },
  PATIENCE,
);

test(
  "fifty households, one unit, a class, a column twice and one that follows from others: figures, no fall",
  async () => {
    const rows = HOUSEHOLDS.slice(0, 50).map((row, i) => ({
      ...row,
      psu: "one",
      poor: Number(row.pce) < 400_000 ? "yes" : "no",
      again: Number(row.school),
      both: Number(row.school) + Number(row.fridge),
      rare: i === 0 ? "once" : "never",
    }));
    const roles = { ...ROLES, target: "poor", leave_out: "pce", layers: "L0,L1,L2" };
    const summary = accepted(await trainSurvey(draft(await write("h.csv", rows), roles), quiet));
    expect(codesOf(summary)).toEqual(expect.arrayContaining(["few-rows", "one-group"]));
    for (const { figures } of summary.layers) {
      expect(figures.auc).toBeGreaterThan(0.5);
      expect([figures.severe, figures.hits]).toEqual([null, null]);
      expect(figures.quotas.every(({ exclusion }) => exclusion >= 0 && exclusion <= 1)).toBe(true);
    }
    expect(await readFile(join(summary.out, "report.html"), "utf8")).not.toMatch(
      /NaN|undefined|Infinity/,
    );
  },
  PATIENCE,
);

test(
  "what neighbours said is read by L4 alone, ships where it tells something, and a register is scored with it",
  async () => {
    const rows = HOUSEHOLDS.map((row, i) => ({
      ...row,
      place: i % 9 === 0 ? "" : Math.round(40 * (Math.log(Number(row.pce)) - 11) + ((i * 7) % 20)),
    }));
    const survey = await write("j.csv", rows);
    const roles = { ...ROLES, community: "place", layers: "L3,L4" };
    const trained = accepted(await trainSurvey(draft(survey, roles), quiet));
    expect(trained.choice.chosen).toBe("L4");
    expect(trained.survey.reasons).toContainEqual({
      column: "place",
      kind: "number",
      because: "it is what neighbours said",
    });
    expect(trained.shortForm?.order).not.toContain("place");
    const silent = { ...ROLES, leave_out: "place", layers: "L3" };
    const alone = accepted(await evaluateSurvey(draft(survey, silent), quiet));
    const [without, beside] = [alone, trained].map(
      ({ layers }) => layers[0]?.figures.spearman.value,
    );
    expect(without).toBeCloseTo(beside ?? 0, 10);
    const model = join(trained.out, "model.json");
    const register = households(60, 3).map(({ pce: __, ...row }, i) => ({ ...row, place: i }));
    const file = await write("k.csv", register);
    const scored = accepted(await scoreSurvey(draft(file, {}, { models: [model] }), quiet));
    expect([scored.rows, scored.model, scored.notices]).toEqual([60, "L4", []]);
  },
  PATIENCE,
);

test(
  "a rank said the wrong way round is never believed, and one that is the same for all says nothing",
  async () => {
    const rows = HOUSEHOLDS.map((row) => ({ ...row, place: Math.round(Number(row.pce) / 5000) }));
    const survey = await write("l.csv", rows);
    const wrong = { ...ROLES, community: { column: "place", only: "lowers" }, layers: "L3,L4" };
    const { choice } = accepted(await evaluateSurvey(draft(survey, wrong), quiet));
    expect(choice.chosen).toBe("L3");
    const flat = await write(
      "m.csv",
      HOUSEHOLDS.map((row) => ({ ...row, place: 4 })),
    );
    const silent = accepted(
      await evaluateSurvey(draft(flat, { ...ROLES, community: "place", layers: "L1,L4" }), quiet),
    );
    expect(codesOf(silent)).toContain("constant-column");
  },
  PATIENCE,
);

test("the shorter form asks first what tells most, and last what tells nothing", async () => {
  const survey = await write("i.csv", HOUSEHOLDS);
  const { shortForm } = accepted(
    await evaluateSurvey(draft(survey, { ...ROLES, layers: "L0" }), quiet),
  );
  expect(shortForm?.order.at(-1)).toBe("noise");
  expect(shortForm?.steps.map(({ questions }) => questions)).toEqual([1, 2, 3, 5]);
  const errors = shortForm?.steps.map(({ exclusion }) => exclusion.at(-1) ?? 1) ?? [];
  expect(errors.at(-1)).toBeLessThan(errors[0] ?? 0);
});
