import type { SupportingSource } from "#domain/source.ts";
import type { Layout, LayoutColumn } from "../layout.ts";
import { column, ignored, required } from "./column.ts";

const evidence = (
  source: SupportingSource,
  edition: string,
  file: Pick<Layout, "format" | "encoding" | "isQuoted"> & Partial<Pick<Layout, "delimiter">>,
  constants: Readonly<Record<string, string | number>>,
  columns: readonly LayoutColumn[],
): Layout => ({ source, set: "evidence", edition, ...file, constants, columns });

const COMMA_CSV = { format: "csv", encoding: "utf-8", isQuoted: true, delimiter: "," } as const;
const SEMICOLON_CSV = { ...COMMA_CSV, delimiter: ";" } as const;
const XLSX = { format: "xlsx", encoding: "utf-8", isQuoted: false } as const;

const BKN_COLUMNS = [
  ignored("NIP"),
  required("NIK", "nik", "nik"),
  required("NAMA", "name", "name", "nama_lengkap"),
  column("TANGGAL LAHIR", "birth_date", "date", "tgl_lahir"),
  ignored("JENIS ASN", "jenis_asn"),
  ignored("INSTANSI"),
  column("PERIODE", "observed_on", "date", "bulan"),
];
const CIVIL_SERVANT = { subject_kind: "person", statement: "civil-servant", amount: 1 };

const AHU_COLUMNS = [
  required("NO AHU", "subject_no", "text", "nomor_sk"),
  ignored("NAMA PERSEROAN", "nama_badan"),
  required("NIK PENGURUS", "nik", "nik", "nik"),
  required("NAMA PENGURUS", "name", "name", "nama"),
  ignored("JABATAN"),
  column("TANGGAL SK", "observed_on", "date", "tgl_sk"),
];
const DIRECTOR = { subject_kind: "business", statement: "director", amount: 1 };

/**
 * Lists that give evidence about one matter. Each row becomes one statement with source, date and
 * subject. The staff and company lists come as XLSX while small, as CSV ("2026-csv") when not.
 */
export const SUPPORTING_LAYOUTS: readonly Layout[] = [
  evidence(
    "pln",
    "2026",
    { format: "parquet", encoding: "utf-8", isQuoted: false },
    { subject_kind: "meter", statement: "power-va" },
    [
      required("idpel", "subject_no", "text", "id_pelanggan"),
      column("nik_pelanggan", "nik", "nik", "nik"),
      column("nama_pelanggan", "name", "name", "nama"),
      ignored("alamat_pelanggan"),
      column("kode_desa", "village_code", "region"),
      ignored("tarif"),
      required("daya_va", "amount", "count", "daya"),
      ignored("status_subsidi"),
      column("tanggal_data", "observed_on", "date"),
    ],
  ),
  evidence(
    "bpjs-kesehatan",
    "2026",
    COMMA_CSV,
    { subject_kind: "person", statement: "pbi", amount: 1 },
    [
      ignored("NO_KARTU"),
      required("NIK", "nik", "nik"),
      required("NAMA", "name", "name", "nama_peserta"),
      column("TGLLAHIR", "birth_date", "date", "tgl_lahir"),
      ignored("SEGMEN"),
      column("KODE_DESA", "village_code", "region"),
      column("TMT", "observed_on", "date", "tanggal_mulai"),
    ],
  ),
  evidence(
    "bpjs-ketenagakerjaan",
    "2026",
    { format: "tsv", encoding: "utf-8", isQuoted: false },
    { subject_kind: "person", statement: "monthly-wage" },
    [
      ignored("kpj"),
      required("nik", "nik", "nik"),
      required("nama_tk", "name", "name", "nama"),
      column("tgl_lahir", "birth_date", "date"),
      ignored("npp_perusahaan"),
      required("upah", "amount", "rupiah", "upah_dilaporkan"),
      column("blth", "observed_on", "date", "bulan_iuran"),
    ],
  ),
  evidence("bkn", "2026", XLSX, CIVIL_SERVANT, BKN_COLUMNS),
  evidence("bkn", "2026-csv", COMMA_CSV, CIVIL_SERVANT, BKN_COLUMNS),
  evidence("ahu", "2026", XLSX, DIRECTOR, AHU_COLUMNS),
  evidence("ahu", "2026-csv", COMMA_CSV, DIRECTOR, AHU_COLUMNS),
  evidence("vehicles", "2026", SEMICOLON_CSV, { subject_kind: "vehicle" }, [
    required("no_polisi", "subject_no", "text", "nopol"),
    column("nik_pemilik", "nik", "nik", "nik"),
    required("nama_pemilik", "name", "name", "nama"),
    ignored("alamat_pemilik"),
    column("kode_desa", "village_code", "region"),
    {
      ...required("jenis", "statement", "text", "jenis_kendaraan"),
      words: { "MOBIL PENUMPANG": "car", "MOBIL BARANG": "car", "SEPEDA MOTOR": "motorcycle" },
    },
    ignored("tahun_buat"),
    required("njkb", "amount", "rupiah", "nilai_jual"),
    column("tanggal_pajak", "observed_on", "date"),
  ]),
  evidence(
    "land",
    "2026",
    { format: "pipe", encoding: "utf-16le", isQuoted: false },
    { subject_kind: "land", statement: "land-value" },
    [
      required("no_sertipikat", "subject_no", "text", "nomor_hak"),
      column("nik", "nik", "nik"),
      required("nama_pemegang_hak", "name", "name", "nama"),
      column("kode_desa", "village_code", "region"),
      ignored("luas_m2"),
      required("nilai_tanah", "amount", "rupiah", "znt"),
      column("tanggal_terbit", "observed_on", "date"),
    ],
  ),
  evidence(
    "dapodik",
    "2026",
    COMMA_CSV,
    { subject_kind: "person", statement: "enrolled", amount: 1 },
    [
      ignored("nisn"),
      column("nik", "nik", "nik"),
      required("nama", "name", "name", "nama_peserta_didik"),
      required("tanggal_lahir", "birth_date", "date", "tgl_lahir"),
      ignored("nama_ibu"),
      ignored("tingkat"),
      column("kode_desa", "village_code", "region"),
      column("tanggal_masuk", "observed_on", "date"),
    ],
  ),
  // Of a report about money games the register keeps that it awaits an answer, never what it is about.
  evidence("social-ministry", "2026", COMMA_CSV, { subject_kind: "person", amount: 1 }, [
    required("NIK", "nik", "nik"),
    required("NAMA", "name", "name", "nama"),
    column("TANGGAL LAHIR", "birth_date", "date", "tgl_lahir"),
    {
      ...required("KETERANGAN", "statement", "text", "alasan"),
      words: {
        PENSIUNAN: "state-pensioner",
        "PERANGKAT DESA": "village-official",
        "SDM KESOS": "social-staff",
        "JUDI ONLINE": "sealed-report",
      },
    },
    column("TANGGAL DATA", "observed_on", "date"),
  ]),
];
