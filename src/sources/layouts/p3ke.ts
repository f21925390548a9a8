import type { Layout } from "../layout.ts";
import { coded, column, ignored, required } from "./column.ts";

const list = (id: string): string => `${id}/p3ke`;

/**
 * P3KE, from the family enumeration of BKKBN, by name by address: a family file with its decile
 * within the regency (kept as history) and a person file. Tab-separated.
 */
export const P3KE_LAYOUTS: readonly Layout[] = [
  {
    source: "p3ke",
    set: "family",
    edition: "2024",
    format: "tsv",
    encoding: "utf-8",
    isQuoted: false,
    columns: [
      ignored("id_keluarga_p3ke", "idkeluarga"),
      required("kode_kemendagri", "village_code", "region", "kdkemdagri", "kode_desa"),
      required("no_kk", "kk", "kk", "nokk"),
      column("kepala_keluarga", "head_name", "name", "nama_kk"),
      column("alamat", "address", "text"),
      column("desil_kesejahteraan", "source_decile", "count", "desil"),
      coded("kepemilikan_rumah", "home_ownership", list("home-ownership"), "status_rumah"),
      coded("jenis_atap", "roof_material", list("roof-material")),
      coded("jenis_dinding", "wall_material", list("wall-material")),
      coded("jenis_lantai", "floor_material", list("floor-material")),
      coded("sumber_penerangan", "lighting_source", list("lighting-source")),
      coded("daya_listrik", "power_capacity", list("power-capacity")),
      coded("bahan_bakar_memasak", "cooking_fuel", list("cooking-fuel")),
      coded("sumber_air_minum", "water_source", list("water-source")),
      coded("fasilitas_bab", "toilet_facility", list("toilet-facility")),
      column("luas_rumah", "floor_area", "count", "luas_lantai"),
      column("sepeda_motor", "motorcycle", "count"),
      column("mobil", "car", "count"),
      column("lahan_pertanian_are", "farmland", "count", "luas_lahan"),
      column("penerima_bpnt", "receives_sembako", "yes-no"),
      column("penerima_pkh", "receives_pkh", "yes-no"),
    ],
  },
  {
    source: "p3ke",
    set: "person",
    edition: "2024",
    format: "tsv",
    encoding: "utf-8",
    isQuoted: false,
    columns: [
      ignored("id_individu_p3ke", "idindividu"),
      ignored("id_keluarga_p3ke", "idkeluarga"),
      required("kode_kemendagri", "village_code", "region", "kdkemdagri", "kode_desa"),
      column("no_kk", "kk", "kk", "nokk"),
      required("nik", "nik", "nik", "no_nik"),
      required("nama", "name", "name", "nama_individu"),
      column("tanggal_lahir", "birth_date", "date", "tgl_lahir"),
      coded("jenis_kelamin", "sex", list("sex"), "jk"),
      coded(
        "hubungan_dengan_kepala_keluarga",
        "relationship",
        list("relationship"),
        "hubungan_keluarga",
      ),
      coded("status_kawin", "marital_status", list("marital-status")),
      coded("pendidikan", "diploma", list("diploma"), "ijazah"),
      column("bekerja", "works", "yes-no"),
      column("alamat", "address", "text"),
      ignored("desil_kesejahteraan", "desil"),
    ],
  },
];
