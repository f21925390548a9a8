import type { Layout } from "#sources/layout.ts";
import { DTSEN_LAYOUTS } from "#sources/layouts/dtsen.ts";
import { type Cells, isoDay, yesNo } from "#synthetic/cells.ts";
import type { ErrorRates } from "#synthetic/error-rates.ts";
import { forgotten, worse } from "#synthetic/facts-as-told.ts";
import type { SyntheticDelivery } from "./delivery.ts";
import { CARD_SCHOOLING, CARD_WORK } from "./dukcapil.ts";

const DECILE = "least(10, 1 + cast(floor(10 / (1 + exp(-1.5 * z - 0.8 * tri(a1, 32)))) as int))";

const PLACE: Cells = {
  kode_provinsi: "s_village[1:2]",
  provinsi: "s_village[1:2]",
  kode_kabupaten_kota: "s_village[1:4]",
  kabupaten_kota: "regency_name",
  kode_kecamatan: "s_village[1:6]",
  kecamatan: "district_name",
  kode_kelurahan_desa: "s_village",
  kelurahan_desa: "village_name",
};

const SPECIAL: Cells = {
  ...PLACE,
  ...Object.fromEntries(Object.entries(PLACE).map(([header, sql]) => [`${header}_ktp`, sql])),
  nomor_induk_kependudukan: "s_nik",
  nomor_kartu_keluarga: "s_kk",
  nama: "s_name",
  tanggal_lahir: isoDay("s_birth"),
  pbi_nas: yesNo("pbi_national", "YA", "TIDAK"),
  pbi_pemda: yesNo("pbi_regional", "YA", "TIDAK"),
  status_bekerja: yesNo("works"),
  kepemilikan_usaha: yesNo("owns_business"),
  rt_ktp: "rt",
  rw_ktp: "rw",
  dusun_ktp: "null",
  alamat_ktp: "address",
  pekerjaan_ktp: CARD_WORK,
  pendidikan_akhir_ktp: CARD_SCHOOLING,
};

const FAMILY_SPECIAL = (rates: ErrorRates): Cells => ({
  ...PLACE,
  alamat: "address || ' RT ' || rt || ' RW ' || rw",
  nomor_kartu_keluarga: "s_kk",
  jumlah_anggota_keluarga: "size",
  nama_kepala_keluarga: "s_name",
  desil_nasional: DECILE,
  desil_provinsi: DECILE,
  desil_kabupaten_kota: DECILE,
  pbi_nas: "case when u16(a2, 48) < 0.35 then 'YA' else 'TIDAK' end",
  pbi_pemda: "'TIDAK'",
  id_pelanggan_pln: "meter_no",
  luas_lantai: "floor_area",
  kepemilikan_aset: "case when motorcycle + car + refrigerator + smartphone > 0 then 1 else 2 end",
  aset_bergerak_emas_perhiasan: "gold",
  // The extract has 5 bambu and 6 kayu; rows that drifted still carry the form's 5 kayu and 6 bambu.
  jenis_atap_terluas: `case when roof_material in (5, 6) and u16(e4, 32) >= ${rates.codeDrift / 1000} then 11 - roof_material else roof_material end`,
  bahan_bakar_utama_memasak: `case when cooking_fuel = 12 and u16(e4, 32) >= ${rates.codeDrift / 1000} then 0 else cooking_fuel end`,
});

function cellsOf(layout: Layout, rates: ErrorRates): Cells {
  const special = layout.set === "family" ? FAMILY_SPECIAL(rates) : SPECIAL;
  const cells: Record<string, string> = {};
  for (const [nth, { header, fills, codeList }] of layout.columns.entries()) {
    const own = special[header];
    if (own !== undefined) cells[header] = own;
    else if (fills === null) throw new Error(`dtsen: no cell for "${header}"`);
    else if (layout.set === "person") cells[header] = fills;
    else
      cells[header] =
        codeList === undefined ? forgotten(fills, rates, nth) : worse(fills, rates, nth);
  }
  return cells;
}

/** The DTSEN extract of one quarter: persons and families, joined on the card number. */
export function dtsenDeliveries(
  no: number,
  asOf: string,
  rates: ErrorRates,
): readonly SyntheticDelivery[] {
  return DTSEN_LAYOUTS.map((layout) => ({
    layout,
    file: `dtsen-${layout.set === "family" ? "keluarga" : "individu"}-${asOf}.csv`,
    listing: {
      no,
      source: "dtsen",
      set: layout.set,
      asOf,
      rates,
      covers: "true",
      keepsDead: false,
    },
    cells: cellsOf(layout, rates),
  }));
}
