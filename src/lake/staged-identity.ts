import { type LakeTable, RECORD } from "./tables.ts";

/**
 * One answer of the civil registry about one person of ours, field by field, never its own values. Names
 * nobody: the person is our id, read through the ledger where it has merged since.
 */
export const STAGED_IDENTITY: LakeTable = {
  name: "staged_identity",
  columns: {
    ...RECORD,
    person_id: "bigint",
    /** The desk's number of the answer: of two of one day the later counts. */
    check_no: "bigint",
    /** padan, nama-beda, belum-rekam … (domain identity-outcome.ts). */
    outcome: "varchar",
    /** same, near, different, not-known. */
    nik_answer: "varchar",
    name_answer: "varchar",
    birth_date_answer: "varchar",
    kk_answer: "varchar",
    sex_answer: "varchar",
    /** alive, deceased, abroad, double-record, not-recorded, not-known. */
    life_answer: "varchar",
    asked_on: "int",
    answered_on: "int",
    /** bulk-file, web-service, manual. */
    adapter: "varchar",
  },
  key: ["record_key"],
};
