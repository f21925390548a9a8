import { SUSENAS_LAYOUTS } from "#sources/layouts/susenas.ts";
import { type Cells, yesNo } from "#synthetic/cells.ts";
import { ratesOf } from "#synthetic/error-rates.ts";
import type { SyntheticDelivery } from "./delivery.ts";

/** Households of a regency in the yearly sample: Susenas has about 670 a kabupaten. */
export const SAMPLE_PER_REGENCY = 900;

const SUMMARIES: Cells = {
  umur_krt: "head_age_years",
  jenis_kelamin_krt: "head_sex",
  ijazah_krt: "head_diploma",
  status_pekerjaan_krt: "head_job_status",
  lapangan_usaha_krt: "head_industry",
  art_0_6: "members_0_6",
  art_7_18: "members_7_18",
  art_19_59: "members_19_59",
  art_60_ke_atas: "members_60_up",
  art_bekerja: "members_working",
  art_disabilitas: "members_disabled",
  art_sekolah: "members_in_school",
  ijazah_tertinggi_art: "max_diploma",
};

const FIXED: Cells = {
  renum: "'99' || lpad(cast(family_no as varchar), 10, '0')",
  psu: "village_code[1:6] || lpad(cast(village_no // 3 as varchar), 4, '0')",
  kode_kabupaten: "village_code[1:4]",
  jumlah_art: "size",
  pengeluaran_per_kapita: "expenditure_per_capita",
};

/** The sample: families as households, features without error, expenditure as truly spent. */
export function susenasDelivery(no: number, regencyFamilies: number): SyntheticDelivery {
  const layout = SUSENAS_LAYOUTS[0];
  if (layout === undefined) throw new Error("no layout of susenas");
  const share = Math.min(1, SAMPLE_PER_REGENCY / regencyFamilies);
  const cells: Record<string, string> = {
    ...FIXED,
    ...SUMMARIES,
    penimbang_ribuan: String(Math.round(1000 / share)),
  };
  for (const { header, reads } of layout.columns) {
    cells[header] ??= reads === "yes-no" ? yesNo(header) : header;
  }
  return {
    layout,
    file: "susenas.parquet",
    listing: {
      no,
      source: "susenas",
      set: "survey",
      asOf: "2026-03-31",
      rates: ratesOf("susenas"),
      covers: `u16(a2, 40) < ${share.toFixed(6)}`,
      keepsDead: false,
    },
    cells,
  };
}
