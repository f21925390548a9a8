import { say, type Words } from "#domain/words.ts";
import type { LayoutColumn } from "../layout.ts";
import { column, ignored, required } from "./column.ts";

/** A report of payments as its sender writes it: one row for each recipient. */
export type PaymentLayout = {
  readonly id: string;
  /** Who sends it. */
  readonly owner: Words;
  /** A region speaks of what it pays itself, never of the nation's programs. */
  readonly isRegional?: true;
  readonly columns: readonly LayoutColumn[];
};

const NAME = ignored("NAMA", "nama_penerima", "nama_pengurus", "nama_kpm");

/** Names and account numbers are read past: a NIK is enough to find the recipient, and is not kept. */
export const PAYMENT_LAYOUTS: readonly PaymentLayout[] = [
  {
    id: "siks-ng-2026",
    owner: say("Kemensos, SIKS-NG", "Ministry of Social Affairs, SIKS-NG"),
    columns: [
      ignored("NO_KK", "nokk"),
      required("NIK", "nik", "nik", "nik_pengurus", "nik_kpm"),
      NAME,
      required("STATUS", "status", "text", "keterangan", "status_pembayaran"),
      column("NOMINAL", "amount", "rupiah", "jumlah"),
      column("TANGGAL", "happened_on", "date", "tanggal_status"),
    ],
  },
  {
    id: "himbara-2026",
    owner: say("Bank penyalur (Himbara, BSI)", "Paying banks"),
    columns: [
      ignored("NO_REKENING", "rekening", "no_kks"),
      required("NIK", "nik", "nik", "nik_nasabah", "nik_penerima"),
      NAME,
      required("STATUS_TRANSAKSI", "status", "text", "status", "keterangan"),
      column("NOMINAL", "amount", "rupiah", "nominal_bantuan", "jumlah"),
      column("TANGGAL_TRANSAKSI", "happened_on", "date", "tgl_transaksi", "tanggal"),
    ],
  },
  {
    id: "pos-2026",
    owner: say("PT Pos Indonesia", "Postal service"),
    columns: [
      ignored("NO_DANOM", "nomor_undangan"),
      required("NIK", "nik", "nik", "nik_kpm", "nik_penerima"),
      NAME,
      required("STATUS_BAYAR", "status", "text", "status", "keterangan"),
      column("NOMINAL", "amount", "rupiah", "jumlah"),
      column("TGL_BAYAR", "happened_on", "date", "tanggal_bayar", "tanggal"),
      ignored("CARA_BAYAR"),
    ],
  },
  {
    id: "penerima-daerah-2026",
    owner: say("Pemerintah daerah, daftar penerima", "Regional governments, lists of recipients"),
    isRegional: true,
    columns: [
      ignored("NO_KK", "nokk"),
      required("NIK", "nik", "nik", "nik_penerima"),
      NAME,
      required("STATUS", "status", "text", "keterangan"),
      column("NOMINAL", "amount", "rupiah", "jumlah"),
      column("TANGGAL", "happened_on", "date", "tmt", "tanggal_mulai"),
    ],
  },
];
