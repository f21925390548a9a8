import type { CommitmentReporter } from "#domain/commitment-report.ts";
import type { LayoutColumn } from "../layout.ts";
import { column, ignored, required } from "./column.ts";

/** A registry's report of attendance or visits as we ask for it: one row a person and month. Names are read past. */
export type CommitmentLayout = {
  readonly id: CommitmentReporter;
  readonly columns: readonly LayoutColumn[];
};

const NIK = required("NIK", "nik", "nik", "nik_siswa", "nik_santri", "nik_ibu", "nik_anak");
const MONTH = required("BULAN", "month", "text", "periode", "bulan_laporan");

const school = (id: CommitmentReporter, ...more: readonly LayoutColumn[]): CommitmentLayout => ({
  id,
  columns: [
    NIK,
    ignored("NAMA", "nama_siswa", "nama_santri"),
    ignored("NISN"),
    ...more,
    MONTH,
    required("HARI_EFEKTIF", "due", "text", "hari_sekolah", "hari_belajar"),
    required("HARI_HADIR", "done", "text", "hadir", "kehadiran"),
  ],
});

/** No published layout of these registries for PKH was found: these headers are ours, with the words they use themselves. */
export const COMMITMENT_LAYOUTS: readonly CommitmentLayout[] = [
  school("dapodik", ignored("NPSN", "npsn_sekolah")),
  school("emis", ignored("NSM", "nspp")),
  {
    id: "health-office",
    columns: [
      NIK,
      ignored("NAMA", "nama_ibu", "nama_anak"),
      ignored("KODE_PUSKESMAS", "faskes"),
      MONTH,
      column("JADWAL", "due", "text", "kunjungan_terjadwal"),
      required("KUNJUNGAN", "done", "text", "jumlah_kunjungan"),
    ],
  },
];
