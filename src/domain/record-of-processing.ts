import { DISCLOSURE_LEVELS, levelVariables } from "./disclosure.ts";
import { PURPOSE_TERMS, PURPOSES } from "./purpose.ts";
import { ROLE_TERMS, ROLES, roleRights } from "./role.ts";
import { VARIABLES } from "./variables/catalogue.ts";
import type { DisclosureClass, VariableUnit } from "./variables/variable.ts";

/** One line of the record that UU 27/2022 article 31 asks of a controller, made from the catalogue. */
export type ProcessingRecord = {
  readonly variable: string;
  readonly unit: VariableUnit;
  readonly id_ID: string;
  readonly en: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly disclosure: DisclosureClass;
  readonly sources: readonly string[];
  readonly validFrom: string;
  /** Levels of access that carry it. */
  readonly levels: readonly string[];
  /** Roles whose family sheet carries it; none for vault variables. */
  readonly roles: readonly string[];
  readonly keptWhere: string;
};

const KEPT: Readonly<Record<DisclosureClass, string>> = {
  identity: "berkas identitas terenkripsi di danau; terenkripsi per kolom di meja",
  fact: "berkas versi di danau; proyeksi di meja dengan pengamanan baris",
  vault: "berkas dan tabel khusus dengan kunci dan peran tersendiri",
};

/** The whole record; it changes only when the catalogue, the roles or the levels do. */
export function recordOfProcessing(): readonly ProcessingRecord[] {
  const levels = DISCLOSURE_LEVELS.map((level) => [level, idsOf(level)] as const);
  const roles = ROLES.map((role) => [role, idsOf(ROLE_TERMS[role].sheet)] as const);
  return VARIABLES.map((variable) => ({
    variable: variable.id,
    unit: variable.unit,
    id_ID: variable.id_ID,
    en: variable.en,
    purpose: variable.purpose,
    legalBasis: variable.legalBasis,
    disclosure: variable.disclosure,
    sources: variable.sources,
    validFrom: variable.validFrom,
    levels: levels.filter(([, ids]) => ids.has(variable.id)).map(([level]) => level),
    roles: roles.filter(([, ids]) => ids.has(variable.id)).map(([role]) => role),
    keptWhere: KEPT[variable.disclosure],
  }));
}

function idsOf(sheet: Parameters<typeof levelVariables>[0]): ReadonlySet<string> {
  return new Set(levelVariables(sheet).map(({ id }) => id));
}

/** The record as a page: purposes with their law and roles, then every variable. */
export function renderRecordOfProcessing(): string {
  const purposes = PURPOSES.map((purpose) => {
    const { words, legalBasis } = PURPOSE_TERMS[purpose];
    const holders = new Set(
      roleRights().flatMap((row) =>
        row.purpose === purpose ? [ROLE_TERMS[row.role].words.id] : [],
      ),
    );
    const who = purpose === "account" ? "semua peran" : [...holders].join(", ");
    return `| ${words.id} | ${legalBasis} | ${who || "warga"} |`;
  });
  const variables = recordOfProcessing().map(
    (row) =>
      `| \`${row.variable}\` | ${row.id_ID} | ${row.purpose} | ${row.legalBasis} | ${row.disclosure} | ${row.levels.join(", ") || "-"} | ${row.sources.join(", ")} |`,
  );
  return [
    "# Catatan pemrosesan data pribadi",
    "",
    "Dibuat dari katalog variabel dan daftar peran (`src/domain`); jangan disunting dengan tangan. Bunyi pasal belum",
    "semuanya dicocokkan dengan naskah resmi; lihat `docs/policy/README.md`.",
    "",
    "NIK dan nomor KK di lembar keluarga selalu tersamar; utuh hanya bagi peran yang memegang hak dan tujuannya. Tempat simpan:",
    "",
    ...Object.entries(KEPT).map(([disclosure, where]) => `- ${disclosure}: ${where}`),
    "",
    "Telaah petugas (tujuan pemutakhiran): dua rekaman yang mungkin satu orang diperlihatkan berdampingan dengan nama, tanggal lahir,",
    "nama ibu kandung, alamat dan anggota kartu keluarganya, NIK dan nomor KK tersamar, hanya kepada pemegang hak menelaah di wilayah kedua",
    "rekaman. Disimpan terenkripsi di meja sampai versi berikut; untuk pasangan yang sudah diputus paling lama 400 hari. Putusan disimpan",
    "sebagai nomor, tanpa data pribadi; alasan petugas dihapus bersama orangnya.",
    "",
    "| Tujuan | Dasar hukum | Peran |",
    "| --- | --- | --- |",
    ...purposes,
    "",
    "| Variabel | Arti | Tujuan | Dasar hukum | Kelas | Level | Sumber |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...variables,
    "",
  ].join("\n");
}
