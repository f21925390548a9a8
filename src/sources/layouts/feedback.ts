import { FAMILY_VARIABLES } from "#domain/variables/family-variables.ts";
import { PERSON_VARIABLES } from "#domain/variables/person-variables.ts";
import type { Variable } from "#domain/variables/variable.ts";
import type { Layout, LayoutColumn } from "../layout.ts";
import { coded, column, required } from "./column.ts";

/** Our own file: headers are the catalogue's ids, codes those of the standard; empty says nothing. */
function factColumn({ id, type, codeList }: Variable): LayoutColumn {
  if (type === "flag") return column(id, id, "yes-no");
  if (type === "count" || codeList === undefined) return column(id, id, "count");
  return coded(id, id, `${codeList}/regsosek`);
}

const ownFile = (set: Layout["set"], columns: readonly LayoutColumn[]): Layout => ({
  source: "feedback",
  set,
  edition: "1",
  format: "csv",
  encoding: "utf-8",
  isQuoted: true,
  delimiter: ",",
  columns,
});

/** Confirmed corrections and findings, closing the walk: they come back as a delivery like any other. */
export const FEEDBACK_LAYOUTS: readonly Layout[] = [
  ownFile("person", [
    required("village_code", "village_code", "region"),
    required("nik", "nik", "nik"),
    required("name", "name", "name"),
    column("kk", "kk", "kk"),
    column("birth_date", "birth_date", "date"),
    coded("life_status", "life_status", "life-status/regsosek"),
    ...PERSON_VARIABLES.filter(({ disclosure }) => disclosure === "fact").map(factColumn),
  ]),
  ownFile("family", [
    required("village_code", "village_code", "region"),
    required("kk", "kk", "kk"),
    column("head_name", "head_name", "name"),
    ...FAMILY_VARIABLES.map(factColumn),
  ]),
];
