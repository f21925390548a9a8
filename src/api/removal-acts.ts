import type { DeliveryWay, LetterTaker } from "#domain/notice-delivery.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import {
  REMOVAL_PROBLEM_WORDS,
  REMOVAL_PROBLEMS,
  REMOVAL_STATE_WORDS,
  REMOVAL_STATES,
  type RemovalAct,
  type RemovalProblem,
} from "#domain/removal.ts";
import {
  REMOVAL_OVERRIDE_PROBLEM_WORDS,
  REMOVAL_OVERRIDE_PROBLEMS,
  type RemovalOverrideProblem,
} from "#domain/removal-budget.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { refuseWith } from "./guard.ts";

const AGAIN = "Muat ulang daftar, lalu ulangi. / Load the list again, then repeat.";
const MEND = "Perbaiki isiannya, lalu kirim lagi. / Mend it and send again.";

const STATUS: Readonly<Partial<Record<RemovalProblem | RemovalOverrideProblem, number>>> = {
  "removal-unknown": 404,
  "version-unknown": 404,
  "program-unknown": 404,
  "removing-right-not-held": 403,
  "removal-override-right-not-held": 403,
  "not-this-program": 403,
  "delivery-day-wrong": 400,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
};

function refuse(code: RemovalProblem | RemovalOverrideProblem, { id, en }: Words): never {
  const status = STATUS[code] ?? 409;
  const remedy = status === 400 ? MEND : AGAIN;
  return refuseWith({ code, entry: [status, "Belum dapat dilakukan", id, en, remedy] });
}

/** A reason that may stand for ever, or the refusal. */
function reasonOf(reason: string): string {
  const said = mayGiveReason(reason);
  return said.ok ? said.value : refuse(said.problem, REMOVAL_PROBLEM_WORDS[said.problem]);
}

function refuseVerdict(verdict: string | undefined): never {
  const code = REMOVAL_PROBLEMS.find((one) => one === verdict);
  if (code === undefined) throw new Error(`a removal answered "${verdict}"`);
  return refuse(code, REMOVAL_PROBLEM_WORDS[code]);
}

type Act = { readonly act: RemovalAct; readonly reason: string; readonly request: string };

/** One step of one removal, as whoever acts. */
export async function stepRemoval(tx: Tx, ask: Act & { readonly removalId: string }) {
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.step_removal_here($1, $2, $3, $4) as verdict",
    [ask.removalId, ask.act, reasonOf(ask.reason), ask.request],
  );
  const state = REMOVAL_STATES.find((one) => one === row?.verdict);
  if (state === undefined) return refuseVerdict(row?.verdict);
  return { removalId: ask.removalId, state, stateWords: { ...REMOVAL_STATE_WORDS[state] } };
}

/** How the letter of a family was brought, as whoever acts records it. */
export async function recordDelivery(
  tx: Tx,
  ask: {
    readonly removalId: string;
    readonly way: DeliveryWay;
    readonly on: string;
    readonly takenBy?: LetterTaker;
    readonly request: string;
  },
): Promise<{ readonly state: "recorded" }> {
  const { removalId, way, on, takenBy, request } = ask;
  if ((way === "handed-over") !== (takenBy !== undefined) || !parsePlainDate(on).ok) {
    return refuseWith("malformed-request");
  }
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.record_delivery_here($1, $2, $3, $4, $5) as verdict",
    [removalId, way, on, takenBy ?? null, request],
  );
  return row?.verdict === "recorded" ? { state: "recorded" } : refuseVerdict(row?.verdict);
}

/** The same for all of a program and cause that need no look each. */
export async function stepGroup(
  tx: Tx,
  ask: Act & { readonly program: string; readonly cause: string },
) {
  const [row] = await tx.query<{ verdict: string; stepped: number }>(
    "select verdict, stepped from dtsen.step_removals_here($1, $2, $3, $4, $5)",
    [ask.program, ask.cause, ask.act, reasonOf(ask.reason), ask.request],
  );
  return row?.verdict === "done" ? { stepped: row.stepped } : refuseVerdict(row?.verdict);
}

/** One of the two people's word for removals above the budget of a program. */
export async function overrideHere(
  tx: Tx,
  ask: {
    readonly versionNo: number;
    readonly program: string;
    readonly reason: string;
    readonly request: string;
  },
): Promise<{ readonly state: "waits" | "in-force" }> {
  const [row] = await tx.query<{ verdict: string }>(
    "select dtsen.override_removals_here($1, $2, $3, $4) as verdict",
    [ask.versionNo, ask.program, reasonOf(ask.reason), ask.request],
  );
  const verdict = row?.verdict;
  if (verdict === "waits" || verdict === "in-force") return { state: verdict };
  const code = REMOVAL_OVERRIDE_PROBLEMS.find((one) => one === verdict);
  if (code === undefined) throw new Error(`override_removals_here answered "${verdict}"`);
  return refuse(code, REMOVAL_OVERRIDE_PROBLEM_WORDS[code]);
}
