import type { TSchema } from "typebox";
import type { ServiceCase, ServiceFact, ServiceMove } from "#contract/service-cases.ts";
import type { Procedure } from "#domain/case-procedure.ts";
import type { Purpose } from "#domain/purpose.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import type { CaseColumns } from "./case-lines.ts";

/** Who asks, and when. */
export type ServiceAsk = { readonly now: Date; readonly requestId: string };

/** What a kind of case says of itself, beside what all of them say. */
export type ServiceKind<Step extends string, Row, Move extends ServiceMove> = {
  readonly procedure: Procedure<Step>;
  /** Under /api/v1, and in names of acts: "resignations" and "resignation". */
  readonly path: string;
  readonly noun: string;
  /** In names of operations: "Resignation", "Resignations". */
  readonly names: { readonly one: string; readonly many: string };
  readonly purpose: Purpose;
  readonly move: TSchema;
  readonly moveSummary: string;
  readonly moveDescription: string;
  /** Its own table, joined by case_id as `x`, and what is read of it. */
  readonly from: string;
  readonly columns: string;
  /** Of a page of cases (`y`), joined for as many as are shown: `h`. */
  readonly people: string;
  readonly peopleColumns: string;
  readonly nameOf: (row: Row) => string;
  readonly aboutOf: (row: Row) => Words;
  readonly marksOf: (row: Row) => readonly Words[];
  /** What stands there of one case, for whoever may move it and for others. */
  readonly factsOf: (
    tx: Tx,
    row: Row & CaseColumns<Step>,
    ask: ServiceAsk,
  ) => Promise<ServiceFacts>;
  /** What a move says beyond itself, kept before it is made. */
  readonly before: (tx: Tx, caseId: number, body: Move, ask: ServiceAsk) => Promise<void>;
};

export type ServiceFacts = {
  readonly facts: readonly ServiceFact[];
  readonly people?: ServiceCase["people"];
};
