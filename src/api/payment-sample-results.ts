import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  SampleResultDraft,
  SampleResultReceipt,
  SampleResults,
} from "#contract/payment-samples.ts";
import { PhaseParams } from "#contract/payments.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { type Confidence, estimateWrong, type LookedAt } from "#domain/payment-sample.ts";
import { say, type Words } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import type { Phase } from "./payment-rows.ts";
import { drawSample } from "./payment-sample.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

const PATH = "/api/v1/payments/:program/:phase/sample-results";

/** What visits found of a sample of payments: noted by whoever decides checks there, read by whoever reads the sums. */
export const paymentSampleRoutes: RoutePlugin = async (root, deps) => {
  addNoting(root, deps);
  addReading(root, deps);
};

function addNoting(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "noteSampleResult",
    tag: "payments",
    summary: "Note what visits found of a sample of payments, with what it says of all",
    description:
      "The sample is drawn again here and must be the one that was visited. Refused: sample-changed (payments came since), results-unfit (another regency, more looked at than paid, fewer than two).",
    needs: "read-family and decide-check under the chosen purpose, in the whole region of the draw",
  } as const;
  app.post(
    PATH,
    {
      schema: {
        headers: Type.Object({ ...PurposeHeader.properties, ...KeyHeader.properties }),
        params: PhaseParams,
        body: SampleResultDraft,
        ...describe(doc, SampleResultReceipt),
      },
    },
    async (request, reply) => {
      const { params, body, headers } = request;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        await requireRight(tx, "decide-check");
        const asked = { key: headers["idempotency-key"], request: [PATH, params, body] };
        return await actOnce(tx, asked, () => note(tx, params, body, request.id));
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function note(
  tx: Tx,
  phase: Phase,
  draft: SampleResultDraft,
  requestId: string,
): Promise<SampleResultReceipt> {
  const { area, confidence, margin, seed, digest, results } = draft;
  const { page } = await drawSample(tx, phase, { area, confidence, margin, seed });
  if (page.digest !== digest) return refuseResult("sample-changed", 409, ...CHANGED);
  const found = new Map(results.map((one) => [one.region, one]));
  const strata = page.strata.map(({ region, payments, drawn }) => {
    const { looked = 0, wrong = 0 } = found.get(region.code) ?? {};
    return { regionNo: Number(region.code), payments, drawn, looked, wrong };
  });
  const estimate = isFit(strata, results.length)
    ? estimateWrong(strata, Number(confidence) as Confidence)
    : undefined;
  if (estimate === undefined) return refuseResult("results-unfit", 400, ...UNFIT);
  const sum = (of: (one: LookedAt) => number) => strata.reduce((all, one) => all + of(one), 0);
  const said = {
    ...phase,
    ...{ area, confidence: Number(confidence), margin_points: margin, seed, digest, strata },
    payments: page.payments,
    looked: sum(({ looked }) => looked),
    wrong: sum(({ wrong }) => wrong),
    wrong_milli: estimate.wrongMilli,
    low_milli: estimate.lowMilli,
    high_milli: estimate.highMilli,
  };
  const [row] = await tx.query<{ made: number | null }>(
    "select dtsen.note_sample_result($1, $2)::int as made",
    [JSON.stringify(said), requestId],
  );
  return { number: row?.made ?? refuseWith("not-allowed") };
}

/** Each regency of the draw once, no other, and no more of it than there is. */
const isFit = (strata: readonly LookedAt[], given: number): boolean =>
  strata.length === given &&
  strata.every(
    ({ payments, looked, wrong }) => looked > 0 && looked <= payments && wrong <= looked,
  );

const CHANGED = [
  say("Sampel ini sudah lain: laporan baru masuk.", "This sample is another now: reports came in."),
  say("Undi lagi dengan benih yang sama.", "Draw again with the same seed."),
] as const;
const UNFIT = [
  say("Hasil tidak cocok dengan undiannya.", "The results do not fit the draw."),
  say(
    "Isi tiap kabupaten/kota, paling sedikit dua, tidak lebih dari yang dibayar.",
    "Fill in every regency, at least two each, no more than were paid.",
  ),
] as const;

function refuseResult(code: string, status: number, says: Words, remedy: Words): never {
  return refuseWith({
    code,
    entry: [status, "Hasil belum disimpan", says.id, says.en, `${remedy.id} / ${remedy.en}`],
  });
}

function addReading(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "listSampleResults",
    tag: "payments",
    summary: "What visits found of samples of a phase, the newest first",
    needs: "read-family under the chosen purpose",
  } as const;
  app.get(
    PATH,
    { schema: { headers: PurposeHeader, params: PhaseParams, ...describe(doc, SampleResults) } },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        const items = await readResults(tx, request.params);
        await recordAct(tx, {
          act: "read-payment-sums",
          subjectKind: "none",
          fieldsClass: "work",
          by: ["read-family"],
          rowCount: items.length,
          requestId: request.id,
        });
        return { items };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type ResultRow = Omit<SampleResults["items"][number], "region"> & { readonly area: string };

async function readResults(tx: Tx, { program, phase }: Phase): Promise<SampleResults["items"]> {
  const rows = await tx.query<ResultRow>(
    `select result_no::int as number, area, confidence, margin_points as margin, seed, digest, payments, looked, wrong,
       wrong_milli as "wrongMilli", low_milli as "lowMilli", high_milli as "highMilli",
       (noted_at at time zone 'Asia/Jakarta')::date::text as "notedOn"
     from dtsen.payment_sample_result where program = $1 and phase = $2 order by result_no desc limit 50`,
    [program, phase],
  );
  const names = await readRegionNames(
    tx,
    rows.map(({ area }) => area),
  );
  return rows.map(({ area, ...row }) => ({ ...row, region: namedRegion(area, names) }));
}
