import type { Layout } from "#sources/layout.ts";
import { REGSOSEK_LAYOUTS } from "#sources/layouts/regsosek.ts";
import { type Cells, isoDay, yesNo } from "#synthetic/cells.ts";
import type { ErrorRates } from "#synthetic/error-rates.ts";
import { hasAny, worse } from "#synthetic/facts-as-told.ts";
import type { SyntheticDelivery } from "./delivery.ts";

const AS_OF = "2022-11-30";

const YES_NO_PERSON = new Set(["pregnant", "works", "owns_business", "pbi_national"]);

const SPECIAL: Cells = {
  id_keluarga: "'R' || lpad(cast(family_no as varchar), 11, '0')",
  r104_kode_desa: "s_village",
  nomor_kk: "s_kk",
  r401_no_urut: "slot + 1",
  r402_nama: "s_name",
  r403_nik: "s_nik",
  r404_keberadaan:
    "case when is_alive then case when u16(e3, 0) < 0.03 then 3 else 1 end else 1 end",
  r406_tanggal_lahir: isoDay("s_birth"),
  r407_umur: "greatest(0, age - 3)",
  no_hp:
    "case when slot = 0 and u16(e3, 16) < 0.7 then '0899' || lpad(cast(family_no % 100000000 as varchar), 8, '0') end",
  alamat: "address",
  rt: "rt",
  rw: "rw",
  lintang: "format('{:.6f}', latitude / 1000000.0)",
  bujur: "format('{:.6f}', longitude / 1000000.0)",
  nama_kepala_keluarga: "s_name",
  jumlah_anggota: "size",
  r205_hasil: "1",
  keluarga_dalam_rumah: "families_in_house",
  r302_luas_lantai: "floor_area",
  r502g_emas: "case when gold >= 10 then 1 else 2 end",
};

function cellsOf(layout: Layout, rates: ErrorRates): Cells {
  const cells: Record<string, string> = {};
  for (const [nth, { header, fills, reads, codeList }] of layout.columns.entries()) {
    const special = SPECIAL[header];
    if (special !== undefined) cells[header] = special;
    else if (fills === null) throw new Error(`regsosek: no cell for "${header}"`);
    else if (YES_NO_PERSON.has(fills) || fills.startsWith("receives")) cells[header] = yesNo(fills);
    else if (reads === "yes-no") cells[header] = hasAny(fills, rates, nth);
    else if (layout.set === "family" && codeList !== undefined && fills !== "kk_status") {
      cells[header] = worse(fills, rates, nth);
    } else cells[header] = fills;
  }
  return cells;
}

/** Regsosek of October-November 2022: nearly everyone, now years old. */
export function regsosekDeliveries(no: number, rates: ErrorRates): readonly SyntheticDelivery[] {
  return REGSOSEK_LAYOUTS.map((layout) => ({
    layout,
    file: `regsosek-${layout.set}.csv`,
    listing: {
      no,
      source: "regsosek",
      set: layout.set,
      asOf: AS_OF,
      rates,
      covers: "true",
      keepsDead: false,
    },
    cells: cellsOf(layout, rates),
  }));
}
