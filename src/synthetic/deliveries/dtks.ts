import { DTKS_LAYOUTS } from "#sources/layouts/dtks.ts";
import { type Cells, dayMonthYear, words, yesNo } from "#synthetic/cells.ts";
import type { ErrorRates } from "#synthetic/error-rates.ts";
import { worse } from "#synthetic/facts-as-told.ts";
import { inEdition } from "#synthetic/in-edition.ts";
import type { SyntheticDelivery } from "./delivery.ts";

const AS_OF = "2024-12-31";

/** About 40 % of families: mostly the poorer, with well-off stragglers who were never taken off. */
const COVERS = "u16(a2, 0) < 1 / (1 + exp(0.62 + 1.75 * z))";

/** Labels 1-5, sangat miskin to menuju sejahtera, set years ago. */
const LABEL =
  "(1 + least(4, cast(floor(5 / (1 + exp(-0.4 - 1.3 * z - 0.7 * tri(a2, 16)))) as int)))";

const coded = (fact: string, sql = fact): string =>
  inEdition(sql, fact, fact.replaceAll("_", "-"), "dtks");
const told = (fact: string, rates: ErrorRates, nth: number): string =>
  coded(fact, worse(fact, rates, nth));

const yes = (flag: string): string => yesNo(flag, "YA", "TIDAK");

/** DTKS as of the end of 2024: persons, and the families they form. */
export function dtksDeliveries(no: number, rates: ErrorRates): readonly SyntheticDelivery[] {
  const [person, family] = DTKS_LAYOUTS;
  if (person === undefined || family === undefined) throw new Error("no layouts of dtks");
  const place: Cells = {
    ALAMAT: "address || case when u16(e3, 48) < 0.02 then ' N°' || rt else '' end",
    RT: "rt",
    RW: "rw",
    KDWILAYAH: "s_village",
  };
  const housing: Cells = {
    STA_RUMAH: told("home_ownership", rates, 0),
    LANTAI: told("floor_material", rates, 1),
    DINDING: told("wall_material", rates, 2),
    ATAP: told("roof_material", rates, 3),
  };
  const listing = {
    no,
    source: "dtks",
    asOf: AS_OF,
    rates,
    covers: COVERS,
    keepsDead: false,
  } as const;
  return [
    {
      layout: person,
      file: "dtks-person.csv",
      listing: { ...listing, set: "person" },
      cells: {
        ID_DTKS: "'DT' || lpad(cast(person_no as varchar), 12, '0')",
        NIK: "s_nik",
        NOKK: "s_kk",
        NAMA: "s_name",
        TGL_LAHIR: dayMonthYear("s_birth", "/"),
        JENIS_KELAMIN: words("sex", { 1: "L", 2: "P" }),
        HUB_KRT: coded("relationship"),
        STATUS_KAWIN: coded("marital_status"),
        NAMA_IBU_KANDUNG: "case when u16(e3, 0) < 0.75 then mother_name end",
        ...place,
        KETERANGAN_MENINGGAL: "0",
        LABEL_KESEJAHTERAAN: LABEL,
        PENERIMA_PBI: yes("pbi_national"),
        PENERIMA_PKH: yes("receives_pkh"),
        PENERIMA_BPNT: yes("receives_sembako"),
        ...housing,
      },
    },
    {
      layout: family,
      file: "dtks-family.csv",
      listing: { ...listing, set: "family" },
      cells: {
        ID_DTKS_KEL: "'KD' || lpad(cast(family_no as varchar), 12, '0')",
        NOKK: "s_kk",
        NAMA_KRT: "s_name",
        ...place,
        LABEL_KESEJAHTERAAN: LABEL,
        LUAS_LANTAI: "floor_area",
        ...housing,
        PENERIMA_PKH: yes("receives_pkh"),
        PENERIMA_BPNT: yes("receives_sembako"),
        PENERIMA_BLT_DD: yes("receives_blt_desa"),
      },
    },
  ];
}
