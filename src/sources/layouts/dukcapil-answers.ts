import {
  type FieldAnswer,
  IDENTITY_ADAPTERS,
  IDENTITY_OUTCOMES,
  type LifeAnswer,
} from "#domain/identity-outcome.ts";
import type { Layout, LayoutColumn } from "../layout.ts";
import { column, required } from "./column.ts";

/** How the civil registry says that a field agrees; what it leaves empty is not known. */
export const FIELD_ANSWER_CODES: Readonly<Record<string, FieldAnswer>> = {
  sesuai: "same",
  mirip: "near",
  "tidak sesuai": "different",
  "tidak diketahui": "not-known",
};

/** How it says that its own record stands. */
export const LIFE_ANSWER_CODES: Readonly<Record<string, LifeAnswer>> = {
  hidup: "alive",
  meninggal: "deceased",
  "pindah luar negeri": "abroad",
  ganda: "double-record",
  "belum rekam": "not-recorded",
  "tidak diketahui": "not-known",
};

const itself = (codes: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(codes.map((code) => [code, code]));

const answer = (header: string, fills: string): LayoutColumn => ({
  ...column(header, fills, "text"),
  words: FIELD_ANSWER_CODES,
});

/**
 * Answers to our own questions about identity, as the desk hands them on: field by field, never a value,
 * about a person by our number. The real file of Dukcapil is not published; this one is ours.
 */
export const DUKCAPIL_ANSWER_LAYOUT: Layout = {
  source: "dukcapil",
  set: "identity",
  edition: "1",
  format: "csv",
  encoding: "utf-8",
  isQuoted: false,
  delimiter: ";",
  columns: [
    required("NOMOR_ORANG", "person_id", "count"),
    required("NOMOR_JAWABAN", "check_no", "count"),
    { ...required("HASIL", "outcome", "text"), words: itself(IDENTITY_OUTCOMES) },
    answer("JAWABAN_NIK", "nik_answer"),
    answer("JAWABAN_NAMA", "name_answer"),
    answer("JAWABAN_TANGGAL_LAHIR", "birth_date_answer"),
    answer("JAWABAN_NOMOR_KK", "kk_answer"),
    answer("JAWABAN_JENIS_KELAMIN", "sex_answer"),
    { ...column("STATUS", "life_answer", "text"), words: LIFE_ANSWER_CODES },
    column("DITANYAKAN_PADA", "asked_on", "date"),
    required("DIJAWAB_PADA", "answered_on", "date"),
    { ...column("CARA", "adapter", "text"), words: itself(IDENTITY_ADAPTERS) },
  ],
};
