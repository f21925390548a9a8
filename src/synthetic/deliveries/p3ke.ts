import { P3KE_LAYOUTS } from "#sources/layouts/p3ke.ts";
import { yesNo } from "#synthetic/cells.ts";
import type { ErrorRates } from "#synthetic/error-rates.ts";
import { forgotten, worse } from "#synthetic/facts-as-told.ts";
import { inEdition } from "#synthetic/in-edition.ts";
import type { SyntheticDelivery } from "./delivery.ts";

const AS_OF = "2024-06-30";

/** Nearly two thirds of families, the poorer more often: the three lower tiers were delivered. */
const COVERS = "u16(a2, 32) < 1 / (1 + exp(-0.7 + 1.0 * z))";

const DECILE = "least(10, 1 + cast(floor(10 / (1 + exp(-1.4 * z - 0.9 * tri(a1, 32)))) as int))";
const HOUSING = [
  ["kepemilikan_rumah", "home_ownership"],
  ["jenis_atap", "roof_material"],
  ["jenis_dinding", "wall_material"],
  ["jenis_lantai", "floor_material"],
  ["sumber_penerangan", "lighting_source"],
  ["daya_listrik", "power_capacity"],
  ["bahan_bakar_memasak", "cooking_fuel"],
  ["sumber_air_minum", "water_source"],
  ["fasilitas_bab", "toilet_facility"],
] as const;

const coded = (fact: string, sql = fact): string =>
  inEdition(sql, fact, fact.replaceAll("_", "-"), "p3ke");

/** P3KE of mid-2024 by name by address: families with decile, and persons. */
export function p3keDeliveries(no: number, rates: ErrorRates): readonly SyntheticDelivery[] {
  const [family, person] = P3KE_LAYOUTS;
  if (person === undefined || family === undefined) throw new Error("no layouts of p3ke");
  const listing = {
    no,
    source: "p3ke",
    asOf: AS_OF,
    rates,
    covers: COVERS,
    keepsDead: false,
  } as const;
  const id = "'P' || lpad(cast(family_no as varchar), 12, '0')";
  return [
    {
      layout: family,
      file: "p3ke-family.tsv",
      listing: { ...listing, set: "family" },
      cells: {
        id_keluarga_p3ke: id,
        kode_kemendagri: "s_village",
        no_kk: "s_kk",
        kepala_keluarga: "s_name",
        alamat: "address",
        desil_kesejahteraan: DECILE,
        ...Object.fromEntries(
          HOUSING.map(([header, fact], i) => [header, coded(fact, worse(fact, rates, i))]),
        ),
        luas_rumah: "floor_area",
        sepeda_motor: forgotten("motorcycle", rates, 9),
        mobil: forgotten("car", rates, 10),
        lahan_pertanian_are: "farmland",
        penerima_bpnt: yesNo("receives_sembako"),
        penerima_pkh: yesNo("receives_pkh"),
      },
    },
    {
      layout: person,
      file: "p3ke-person.tsv",
      listing: { ...listing, set: "person" },
      cells: {
        id_individu_p3ke: "'I' || lpad(cast(person_no as varchar), 12, '0')",
        id_keluarga_p3ke: id,
        kode_kemendagri: "s_village",
        no_kk: "s_kk",
        nik: "s_nik",
        nama: "s_name",
        tanggal_lahir: "strftime(s_birth, '%Y%m%d')",
        jenis_kelamin: coded("sex"),
        hubungan_dengan_kepala_keluarga: coded("relationship"),
        status_kawin: coded("marital_status"),
        pendidikan: coded("diploma"),
        bekerja: yesNo("works"),
        alamat: "address",
        desil_kesejahteraan: DECILE,
      },
    },
  ];
}
