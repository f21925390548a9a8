import type { LayoutColumn } from "../layout.ts";
import { column, ignored, required } from "./column.ts";

/** The file of a list of candidates as it comes back: two columns filled in. Whose row it is, the NIK says. */
export const CANDIDATE_RESULT_COLUMNS: readonly LayoutColumn[] = [
  ignored("NOMOR", "no"),
  ignored("KODE_DESA"),
  ignored("DESA", "kelurahan"),
  required("NIK", "nik", "nik", "nik_calon", "nik_kepala_keluarga"),
  ignored("NAMA", "nama_calon", "nama_kepala_keluarga"),
  required("HASIL", "answer", "text", "keputusan", "status"),
  column("ALASAN", "reason", "text", "keterangan", "kode_alasan"),
];
