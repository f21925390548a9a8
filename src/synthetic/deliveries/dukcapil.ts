import { DUKCAPIL_LAYOUTS } from "#sources/layouts/dukcapil.ts";
import { dayMonthYear, dotted, words } from "#synthetic/cells.ts";
import type { ErrorRates } from "#synthetic/error-rates.ts";
import type { SyntheticDelivery } from "./delivery.ts";

const MARITAL = { 1: "BELUM KAWIN", 2: "KAWIN", 3: "CERAI HIDUP", 4: "CERAI MATI" };
const SCHOOLING = {
  3: "TAMAT SD/SEDERAJAT",
  8: "SLTP/SEDERAJAT",
  9: "SLTP/SEDERAJAT",
  13: "SLTA/SEDERAJAT",
  14: "SLTA/SEDERAJAT",
  15: "SLTA/SEDERAJAT",
  18: "AKADEMI/DIPLOMA III/S. MUDA",
  19: "DIPLOMA IV/STRATA I",
  21: "STRATA II",
  23: "BELUM TAMAT SD/SEDERAJAT",
};

/** SQL: relation to the head in the words of the family card. */
export const CARD_RELATION = `case relationship when 1 then 'KEPALA KELUARGA' when 2 then case sex when 1 then 'SUAMI' else 'ISTRI' end
  when 3 then 'ANAK' when 4 then 'MENANTU' when 5 then 'CUCU'
  when 6 then case when u16(fd, 32) < 0.6 then 'ORANG TUA' else 'MERTUA' end
  when 7 then 'PEMBANTU' else 'FAMILI LAIN' end`;

/** SQL: occupation as the identity card says, which lags behind real work. */
export const CARD_WORK = `case when job_status = 5 then 'PEGAWAI NEGERI SIPIL' when industry <= 3 then 'PETANI/PEKEBUN'
  when job_status = 4 then 'KARYAWAN SWASTA' when works = 1 and u16(fd, 48) < 0.7 then 'WIRASWASTA'
  when school_participation = 2 then 'PELAJAR/MAHASISWA' when sex = 2 and marital_status = 2 then 'MENGURUS RUMAH TANGGA'
  when works = 1 then 'BURUH HARIAN LEPAS' else 'BELUM/TIDAK BEKERJA' end`;

/** SQL: schooling as the identity card says. */
export const CARD_SCHOOLING = `coalesce(${words("diploma", SCHOOLING)}, 'TIDAK/BELUM SEKOLAH')`;

/** The civil registry's bulk file of one edition. */
export function dukcapilDelivery(no: number, asOf: string, rates: ErrorRates): SyntheticDelivery {
  const layout = DUKCAPIL_LAYOUTS[0];
  if (layout === undefined) throw new Error("no layout of dukcapil");
  const lags = `u16(e3, 0) < ${rates.deadListed / 1000}`;
  return {
    layout,
    file: `dukcapil-person-${asOf}.csv`,
    listing: {
      no,
      source: "dukcapil",
      set: "person",
      asOf,
      rates,
      covers: "true",
      keepsDead: true,
    },
    cells: {
      NIK: "s_nik",
      NO_KK: "s_kk",
      NAMA_LGKP: "s_name",
      TMPT_LHR: "upper(regency_name)",
      TGL_LHR: dayMonthYear("s_birth"),
      JENIS_KLMIN: words("sex", { 1: "LAKI-LAKI", 2: "PEREMPUAN" }),
      STAT_HBKEL: CARD_RELATION,
      STAT_KWN: words("marital_status", MARITAL),
      NAMA_LGKP_IBU: "mother_name",
      PDDK_AKH: CARD_SCHOOLING,
      JENIS_PKRJN: CARD_WORK,
      ALAMAT: "address",
      NO_RT: "rt",
      NO_RW: "rw",
      KODE_WIL: dotted("s_village"),
      STATUS_HIDUP: `case when is_alive or died_on > date '${asOf}' or ${lags} then 'HIDUP' else 'MENINGGAL' end`,
      TGL_MATI: `case when is_alive or died_on > date '${asOf}' or ${lags} then null else ${dayMonthYear("died_on")} end`,
      STATUS_REKAM:
        "case when age < 17 then 'BELUM WAJIB' when u16(e3, 16) < 0.015 then 'BELUM REKAM' else 'SUDAH REKAM' end",
    },
  };
}
