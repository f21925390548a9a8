import { FAMILY_VARIABLES } from "#domain/variables/family-variables.ts";
import type { Layout, LayoutColumn } from "../layout.ts";
import { coded, column, required } from "./column.ts";

/** Family facts under their own names; programme receipt is asked yes or no. */
const FACTS: readonly LayoutColumn[] = FAMILY_VARIABLES.map(({ id, type, codeList }) => {
  if (type === "flag") return column(id, id, "yes-no");
  if (type === "code") return coded(id, id, `${codeList}/regsosek`);
  return column(id, id, "count");
});

/** A Susenas-like sample: anonymous households with expenditure and weight, features named as ours. */
export const SUSENAS_LAYOUTS: readonly Layout[] = [
  {
    source: "susenas",
    set: "survey",
    edition: "2026",
    format: "parquet",
    encoding: "utf-8",
    isQuoted: false,
    columns: [
      required("renum", "household_no", "text", "household_no"),
      required("psu", "psu", "text", "no_psu"),
      required("kode_kabupaten", "regency_code", "region", "r102"),
      required("jumlah_art", "household_size", "count", "r301"),
      required("penimbang_ribuan", "weight_milli", "count", "fwt_milli"),
      required("pengeluaran_per_kapita", "expenditure_per_capita", "rupiah", "kapita"),
      ...FACTS,
      column("umur_krt", "head_age", "count"),
      coded("jenis_kelamin_krt", "head_sex", "sex/regsosek"),
      coded("ijazah_krt", "head_diploma", "diploma/regsosek"),
      coded("status_pekerjaan_krt", "head_job_status", "job-status/regsosek"),
      coded("lapangan_usaha_krt", "head_industry", "industry/regsosek"),
      column("art_0_6", "members_0_6", "count"),
      column("art_7_18", "members_7_18", "count"),
      column("art_19_59", "members_19_59", "count"),
      column("art_60_ke_atas", "members_60_up", "count"),
      column("art_bekerja", "members_working", "count"),
      column("art_disabilitas", "members_disabled", "count"),
      column("art_sekolah", "members_in_school", "count"),
      coded("ijazah_tertinggi_art", "max_diploma", "diploma/regsosek"),
    ],
  },
];
