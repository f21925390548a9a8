import type { Layout } from "../layout.ts";
import { coded, column, ignored, required } from "./column.ts";

/**
 * DTKS as exported by SIKS-NG: person rows that repeat some of the family's housing, and the
 * welfare label 1-5 (kept as history). Old desktop tools wrote it, hence windows-1252.
 */
export const DTKS_LAYOUTS: readonly Layout[] = [
  {
    source: "dtks",
    set: "person",
    edition: "2024",
    format: "csv",
    encoding: "windows-1252",
    isQuoted: true,
    delimiter: ";",
    columns: [
      ignored("ID_DTKS", "iddtks", "id_dtks_art"),
      required("NIK", "nik", "nik", "no_nik", "nik_penerima"),
      column("NOKK", "kk", "kk", "no_kk", "nomor_kk"),
      required("NAMA", "name", "name", "nama_penerima", "nama_art"),
      column("TGL_LAHIR", "birth_date", "date", "tanggal_lahir"),
      coded("JENIS_KELAMIN", "sex", "sex/dtks", "jnskel"),
      coded("HUB_KRT", "relationship", "relationship/dtks", "hub_keluarga"),
      coded("STATUS_KAWIN", "marital_status", "marital-status/dtks", "sta_nikah"),
      column("NAMA_IBU_KANDUNG", "mother_name", "name", "nama_gadis_ibu"),
      column("ALAMAT", "address", "text"),
      column("RT", "rt", "text", "no_rt"),
      column("RW", "rw", "text", "no_rw"),
      required("KDWILAYAH", "village_code", "region", "kode_wilayah", "no_kel"),
      coded("KETERANGAN_MENINGGAL", "life_status", "life-status/dtks", "ket_meninggal"),
      ignored("LABEL_KESEJAHTERAAN", "status_kesejahteraan"),
      column("PENERIMA_PBI", "pbi_national", "yes-no", "pbi_jk"),
      ignored("PENERIMA_PKH", "pkh"),
      ignored("PENERIMA_BPNT", "bpnt"),
      ignored("STA_RUMAH", "status_bangunan"),
      ignored("LANTAI", "jenis_lantai"),
      ignored("DINDING", "jenis_dinding"),
      ignored("ATAP", "jenis_atap"),
    ],
  },
  {
    source: "dtks",
    set: "family",
    edition: "2024",
    format: "csv",
    encoding: "windows-1252",
    isQuoted: true,
    delimiter: ";",
    columns: [
      ignored("ID_DTKS_KEL", "idbdt"),
      required("NOKK", "kk", "kk", "no_kk", "nomor_kk"),
      column("NAMA_KRT", "head_name", "name", "nama_kepala"),
      column("ALAMAT", "address", "text"),
      column("RT", "rt", "text", "no_rt"),
      column("RW", "rw", "text", "no_rw"),
      required("KDWILAYAH", "village_code", "region", "kode_wilayah"),
      column("LABEL_KESEJAHTERAAN", "welfare_label", "count", "status_kesejahteraan"),
      coded("STA_RUMAH", "home_ownership", "home-ownership/dtks", "status_bangunan"),
      column("LUAS_LANTAI", "floor_area", "count", "luas_lt"),
      coded("LANTAI", "floor_material", "floor-material/dtks", "jenis_lantai"),
      coded("DINDING", "wall_material", "wall-material/dtks", "jenis_dinding"),
      coded("ATAP", "roof_material", "roof-material/dtks", "jenis_atap"),
      column("PENERIMA_PKH", "receives_pkh", "yes-no", "pkh"),
      column("PENERIMA_BPNT", "receives_sembako", "yes-no", "bpnt"),
      column("PENERIMA_BLT_DD", "receives_blt_desa", "yes-no", "blt_dd"),
    ],
  },
];
