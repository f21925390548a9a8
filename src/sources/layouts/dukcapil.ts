import type { Layout } from "../layout.ts";
import { coded, column, ignored, required } from "./column.ts";

/**
 * The civil registry's bulk file: one row a person, with the family card that holds the person.
 * Coded answers are words, as SIAK prints them. Deceased persons stay in the file, marked.
 */
export const DUKCAPIL_LAYOUTS: readonly Layout[] = [
  {
    source: "dukcapil",
    set: "person",
    edition: "2026",
    format: "csv",
    encoding: "utf-8",
    isQuoted: true,
    delimiter: ",",
    columns: [
      required("NIK", "nik", "nik", "no_nik", "nomor_induk_kependudukan"),
      required("NO_KK", "kk", "kk", "nokk", "nomor_kk"),
      required("NAMA_LGKP", "name", "name", "nama_lengkap", "nama"),
      ignored("TMPT_LHR", "tempat_lahir"),
      required("TGL_LHR", "birth_date", "date", "tanggal_lahir", "tgl_lahir"),
      coded("JENIS_KLMIN", "sex", "sex/dukcapil", "jenis_kelamin", "jk"),
      coded("STAT_HBKEL", "relationship", "relationship/dukcapil", "shdk", "hubungan_keluarga"),
      coded("STAT_KWN", "marital_status", "marital-status/dukcapil", "status_kawin"),
      column("NAMA_LGKP_IBU", "mother_name", "name", "nama_ibu", "nama_ibu_kandung"),
      ignored("PDDK_AKH", "pendidikan_akhir"),
      ignored("JENIS_PKRJN", "pekerjaan"),
      column("ALAMAT", "address", "text"),
      column("NO_RT", "rt", "text", "rt"),
      column("NO_RW", "rw", "text", "rw"),
      required("KODE_WIL", "village_code", "region", "kode_wilayah", "kode_kel"),
      coded("STATUS_HIDUP", "life_status", "life-status/dukcapil", "status_kehidupan"),
      ignored("TGL_MATI", "tanggal_meninggal"),
      ignored("STATUS_REKAM", "status_perekaman"),
    ],
  },
];
