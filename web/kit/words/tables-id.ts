import { REFORM_ID } from "./reform-id.ts";
import { WHAT_IF_ID } from "./what-if-id.ts";
/** Cross tables, in Indonesian. */
export const TABLES_ID = {
  ...WHAT_IF_ID,
  ...REFORM_ID,
  tables: {
    title: "Tabel silang",
    lead: "Menghitung keluarga atau orang di wilayah Anda menurut satu atau dua keterangan. Tidak ada nama dan nomor di sini, dan angka kecil dirahasiakan.",
    question: "Yang ditanyakan",
    version: "Versi",
    area: "Wilayah",
    code: "Kode wilayah lain",
    codeHint: "Bila tidak ada di daftar. Kecamatan: 6 angka.",
    codeWrong: "Kode wilayah berisi 2, 4, 6 atau 10 angka.",
    rows: "Baris",
    rowChoices: { own: "Wilayah itu", below: "Tiap bagiannya" },
    measure: "Yang dihitung",
    measures: { families: "Keluarga", persons: "Orang" },
    first: "Menurut",
    second: "Dan menurut",
    noSecond: "– tidak ada –",
    welfare: "Kesejahteraan",
    count: "Hitung",
    noVersion: "Belum ada versi yang terbit, jadi belum ada yang dapat dihitung.",
    underWay: { asked: "Menunggu giliran…", running: "Sedang dihitung…" },
    done: "Tabel selesai.",
    result: "Hasil",
    resultOf: (measure: string, variables: string, region: string, version: string) =>
      `${measure} menurut ${variables}: ${region}, versi ${version}`,
    region: "Wilayah",
    sum: "Jumlah",
    withheld: "dirahasiakan",
    withheldNote: (count: string, smallest: string) =>
      `${count} angka dirahasiakan (*): di bawah ${smallest}, atau dapat membuka angka yang demikian.`,
    nothingWithheld: "Tidak ada angka yang dirahasiakan.",
    empty: "Tidak ada keluarga di wilayah itu pada versi ini.",
    file: "Unduh CSV",
  },
} as const;
