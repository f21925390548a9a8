import type { SupportingSource } from "#domain/source.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { type Cells, dayMonthYear, isoDay } from "#synthetic/cells.ts";
import { ratesOf } from "#synthetic/error-rates.ts";
import type { SyntheticDelivery } from "./delivery.ts";

type Supporting = {
  readonly source: SupportingSource;
  readonly extension: string;
  readonly asOf: string;
  /** Whom it knows, and whom it still knows though it should not. */
  readonly covers: string;
  readonly each?: string;
  readonly cells: Cells;
};

const VA =
  "case power_capacity when 1 then 450 when 2 then 900 when 3 then 1300 when 4 then 2200 else 3500 end";
/** Wage as reported: below what is earned, in thousands. */
const WAGE = "cast(exp(14.72 + 0.34 * z + 0.3 * tri(e3, 0)) / 1000 as bigint) * 1000";
const SERVANT = "job_status = 5 and diploma >= 13";

const PLN: Supporting = {
  source: "pln",
  extension: "parquet",
  asOf: "2026-05-31",
  // One row a meter: neighbours who share have none of their own.
  covers: "slot = 0 and lighting_source = 1 and not shares_meter",
  cells: {
    idpel: "meter_no",
    // A landlord's or former owner's name stays on the meter, most often where the house is rented.
    nik_pelanggan: "case when home_ownership = 2 or u16(e3, 0) < 0.1 then null else s_nik end",
    nama_pelanggan:
      "case when home_ownership = 2 or u16(e3, 0) < 0.1 then mother_name else s_name end",
    alamat_pelanggan: "address",
    kode_desa: "s_village",
    tarif:
      "case when power_capacity <= 1 then 'R1' when power_capacity = 2 and u16(e3, 16) < 0.6 then 'R1' else 'R1M' end",
    // Power was raised or lowered since: eight of a hundred are one step off.
    daya_va: `case when u16(e3, 32) < 0.08 then case when power_capacity > 2 then 900 else 1300 end else ${VA} end`,
    status_subsidi: "case when power_capacity <= 1 then 'SUBSIDI' else 'NON SUBSIDI' end",
    tanggal_data: "date '2026-05-31' - cast(400 * u16(e3, 48) as int)",
  },
};

const PBI: Supporting = {
  source: "bpjs-kesehatan",
  extension: "csv",
  asOf: "2026-05-31",
  covers: "(pbi_national = 1 and u16(a2, 8) < 0.95) or (pbi_national = 0 and u16(a2, 8) < 0.025)",
  cells: {
    NO_KARTU: "'000' || lpad(cast(person_no as varchar), 10, '0')",
    NIK: "s_nik",
    NAMA: "s_name",
    TGLLAHIR: isoDay("s_birth"),
    SEGMEN: "'PBI APBN'",
    KODE_DESA: "s_village",
    TMT: "strftime(greatest(birth_date, date '2026-05-31' - cast(2500 * u16(e3, 0) as int)), '%Y-%m-01')",
  },
};

const WAGES: Supporting = {
  source: "bpjs-ketenagakerjaan",
  extension: "tsv",
  asOf: "2026-05-31",
  // Formal workers, and some who left the work but not the list.
  covers:
    "(job_status in (3, 4) and u16(a1, 48) < 0.45 + 0.1 * z) or (job_status = 7 and u16(a1, 48) < 0.04)",
  cells: {
    kpj: "'K' || lpad(cast(person_no as varchar), 10, '0')",
    nik: "s_nik",
    nama_tk: "s_name",
    tgl_lahir: dayMonthYear("s_birth"),
    npp_perusahaan: "'N' || cast(family_no % 997 as varchar)",
    upah: WAGE,
    blth: "strftime(date '2026-05-31' - cast(300 * u16(e3, 32) * u16(e3, 48) as int), '%Y-%m-01')",
  },
};

const bkn = (extension: string): Supporting => ({
  source: "bkn",
  extension,
  asOf: "2026-04-30",
  covers: `${SERVANT} and u16(a1, 40) < 0.93`,
  cells: {
    NIP: "strftime(birth_date, '%Y%m%d') || lpad(cast(person_no % 10000 as varchar), 4, '0')",
    NIK: "s_nik",
    NAMA: "s_name",
    "TANGGAL LAHIR": dayMonthYear("s_birth", "/"),
    "JENIS ASN": "case when u16(e3, 0) < 0.7 then 'PNS' else 'PPPK' end",
    INSTANSI: "'Pemerintah ' || regency_name",
    PERIODE: "'2026-04-30'",
  },
});

const ahu = (extension: string): Supporting => ({
  source: "ahu",
  extension,
  asOf: "2026-04-30",
  covers: "job_status in (1, 3) and z > 0.2 and u16(a1, 40) < 0.16",
  cells: {
    "NO AHU": "'AHU-' || lpad(cast(person_no % 10000000 as varchar), 7, '0') || '.AH.01.01'",
    "NAMA PERSEROAN":
      "'PT ' || split_part(name, ' ', 1) || ' JAYA ' || cast(family_no % 97 as varchar)",
    "NIK PENGURUS": "s_nik",
    "NAMA PENGURUS": "s_name",
    JABATAN: "case when u16(e3, 0) < 0.6 then 'DIREKTUR' else 'KOMISARIS' end",
    "TANGGAL SK": isoDay("date '2026-04-30' - cast(3000 * u16(e3, 16) as int)"),
  },
});

const VEHICLES: Supporting = {
  source: "vehicles",
  extension: "csv",
  asOf: "2026-05-31",
  // Sold long ago and never written over: four of a hundred families without a car still own one on paper.
  covers: "slot = 0 and (motorcycle + car > 0 or u16(a1, 40) < 0.04)",
  each: "range(greatest(1, motorcycle + car))",
  cells: {
    no_polisi:
      "'AA' || cast(1000 + (family_no * 7 + nth) % 9000 as varchar) || chr(65 + cast(family_no % 26 as int)) || chr(65 + cast(family_no // 26 % 26 as int)) || chr(65 + cast(nth as int))",
    nik_pemilik: "case when u16(e3, 0) < 0.12 then null else s_nik end",
    nama_pemilik: "case when u16(e3, 0) < 0.12 then mother_name else s_name end",
    alamat_pemilik: "address",
    kode_desa: "s_village",
    jenis:
      "case when nth < motorcycle then 'SEPEDA MOTOR' when u16(e3, 16) < 0.85 then 'MOBIL PENUMPANG' else 'MOBIL BARANG' end",
    tahun_buat: "2008 + byte(e3, 32) % 18",
    njkb: "cast(case when nth < motorcycle then 9000 else 95000 end * exp(0.25 * z + 0.4 * tri(e3, 32)) as bigint) * 1000",
    tanggal_pajak: dayMonthYear("date '2026-05-31' - cast(900 * u16(e3, 48) * u16(e3, 48) as int)"),
  },
};

const LAND: Supporting = {
  source: "land",
  extension: "txt",
  asOf: "2026-03-31",
  covers: "slot = 0 and home_ownership = 1 and u16(a1, 40) < 0.3 + 0.08 * z",
  each: "range(1 + least(1, other_land))",
  cells: {
    no_sertipikat: "s_village || '.1.' || lpad(cast(family_no % 100000 as varchar), 5, '0') || nth",
    nik: "s_nik",
    nama_pemegang_hak: "s_name",
    kode_desa: "s_village",
    luas_m2: "cast(exp(4.9 + 0.5 * tri(e3, 0)) as int)",
    nilai_tanah: "cast(exp(4.2 + 0.4 * z + 0.6 * tri(e3, 32)) as bigint) * 1000000",
    tanggal_terbit: isoDay("date '2026-03-31' - cast(9000 * u16(e3, 16) as int)"),
  },
};

const DAPODIK: Supporting = {
  source: "dapodik",
  extension: "csv",
  asOf: "2026-05-31",
  covers: "school_participation = 2 and age < 20 and u16(a2, 24) < 0.96",
  cells: {
    nisn: "lpad(cast(person_no % 10000000000 as varchar), 10, '0')",
    nik: "s_nik",
    nama: "s_name",
    tanggal_lahir: isoDay("s_birth"),
    nama_ibu: "mother_name",
    tingkat: "school_class",
    kode_desa: "s_village",
    tanggal_masuk: "'2025-07-14'",
  },
};

const STAFF = "age >= 58 and diploma >= 13 and u16(a2, 16) < 0.5";
const SOCIAL_MINISTRY: Supporting = {
  source: "social-ministry",
  extension: "csv",
  asOf: "2026-05-31",
  covers: `slot = 0 and (${STAFF} or (age between 25 and 57 and u16(a2, 16) < 0.012))`,
  cells: {
    NIK: "s_nik",
    NAMA: "s_name",
    "TANGGAL LAHIR": isoDay("s_birth"),
    KETERANGAN: `case when ${STAFF} then 'PENSIUNAN' when u16(a2, 16) < 0.005 then 'PERANGKAT DESA' when u16(a2, 16) < 0.008 then 'SDM KESOS' else 'JUDI ONLINE' end`,
    "TANGGAL DATA": "'2026-05-31'",
  },
};

/** Up to this many families the staff and company lists are XLSX; above, the same lists as CSV. */
export const XLSX_UP_TO_FAMILIES = 60_000;

/** All supporting lists; `no` numbers the first of them. */
export function supportingDeliveries(no: number, families: number): readonly SyntheticDelivery[] {
  const small = families <= XLSX_UP_TO_FAMILIES;
  const book = small ? "xlsx" : "csv";
  const all = [PLN, PBI, WAGES, bkn(book), ahu(book), VEHICLES, LAND, DAPODIK, SOCIAL_MINISTRY];
  return all.map(({ source, extension, asOf, covers, each, cells }, i) => {
    const edition = !small && (source === "bkn" || source === "ahu") ? "2026-csv" : "2026";
    const layout = findLayout(source, "evidence", edition);
    if (layout === undefined) throw new Error(`no layout of ${source}`);
    const rates = ratesOf(source);
    return {
      layout,
      file: `${source}.${extension}`,
      listing: {
        no: no + i,
        source,
        set: "evidence",
        asOf,
        rates,
        covers,
        keepsDead: false,
        ...(each === undefined ? {} : { each }),
      },
      cells,
    };
  });
}
