import type { AbsentReason } from "./absent.ts";
import type { CodeEdition } from "./codes/code-list.ts";
import type { OfficeTier } from "./institution.ts";
import type { RegionSystem, VillageKind } from "./region-code.ts";
import type { DeliverySet, Source } from "./source.ts";
import type { DisclosureClass, FieldGroup } from "./variables/variable.ts";
import { say, type Words } from "./words.ts";

export const SOURCE_WORDS = {
  dukcapil: say("Dukcapil", "Civil registry"),
  dtks: say("DTKS", "DTKS"),
  regsosek: say("Regsosek", "Regsosek"),
  p3ke: say("P3KE", "P3KE"),
  dtsen: say("DTSEN versi terdahulu", "Earlier DTSEN"),
  pln: say("PLN (listrik)", "PLN (electricity)"),
  "bpjs-kesehatan": say("BPJS Kesehatan", "Health insurance"),
  "bpjs-ketenagakerjaan": say("BPJS Ketenagakerjaan", "Employment insurance"),
  bkn: say("BKN (kepegawaian)", "Civil service agency"),
  ahu: say("AHU (badan usaha)", "Company registry"),
  vehicles: say("Registrasi kendaraan", "Vehicle registry"),
  land: say("Pertanahan", "Land registry"),
  dapodik: say("Dapodik (pendidikan)", "School registry"),
  "social-ministry": say(
    "Kementerian Sosial (petugas dan laporan)",
    "Social ministry (staff, reports)",
  ),
  susenas: say("Susenas (sampel survei)", "Susenas (survey sample)"),
  feedback: say("Perbaikan yang diterima", "Accepted corrections"),
} as const satisfies Record<Source, Words>;

export const DELIVERY_SET_WORDS = {
  person: say("individu", "persons"),
  family: say("keluarga", "families"),
  evidence: say("keterangan pendukung", "evidence"),
  survey: say("sampel survei", "survey sample"),
  identity: say("jawaban pencocokan identitas", "answers on identity"),
} as const satisfies Record<DeliverySet, Words>;

export const EDITION_WORDS = {
  regsosek: say("kuesioner Regsosek 2022", "Regsosek questionnaire of 2022"),
  "regsosek-2026": say("formulir lapangan 2026", "field form of 2026"),
  dtsen: say("set DTSEN yang diserahkan", "delivered DTSEN set"),
  p3ke: say("P3KE", "P3KE"),
  dtks: say("DTKS", "DTKS"),
  dukcapil: say("Dukcapil", "Civil registry"),
} as const satisfies Record<CodeEdition, Words>;

/** Why there is no answer; shown in its place, so that silence is never read as no. */
export const ABSENT_WORDS = {
  "not-asked": say("tidak ditanyakan", "not asked"),
  "not-known": say("tidak diketahui", "not known"),
  refused: say("menolak menjawab", "refused to answer"),
  "not-applicable": say("tidak berlaku", "not applicable"),
  erased: say("dihapus", "erased"),
} as const satisfies Record<AbsentReason, Words>;

/** RegionTier and OfficeTier share these; a region's village is a desa or a kelurahan. */
export const TIER_WORDS = {
  nation: say("nasional", "nation"),
  province: say("provinsi", "province"),
  regency: say("kabupaten/kota", "regency or city"),
  district: say("kecamatan", "district"),
  village: say("desa/kelurahan", "village"),
} as const satisfies Record<OfficeTier, Words>;

export const VILLAGE_KIND_WORDS = {
  kelurahan: say("kelurahan", "urban village"),
  desa: say("desa", "village"),
  "desa-adat": say("desa adat", "customary village"),
} as const satisfies Record<VillageKind, Words>;

export const REGION_SYSTEM_WORDS = {
  kemendagri: say("kode Kemendagri", "Kemendagri code"),
  bps: say("kode BPS", "BPS code"),
} as const satisfies Record<RegionSystem, Words>;

export const FIELD_GROUP_WORDS = {
  identity: say("identitas", "identity"),
  address: say("alamat", "address"),
  "identity-check": say("pencocokan Dukcapil", "check with the civil registry"),
  "civil-status": say("status dalam keluarga", "civil status"),
  schooling: say("pendidikan", "schooling"),
  work: say("pekerjaan", "work"),
  business: say("usaha", "business"),
  health: say("kesehatan", "health"),
  housing: say("rumah", "housing"),
  "water-and-sanitation": say("air dan sanitasi", "water and sanitation"),
  energy: say("listrik dan bahan bakar", "electricity and fuel"),
  "movable-assets": say("aset bergerak", "movable assets"),
  "immovable-assets": say("aset tidak bergerak", "immovable assets"),
  livestock: say("ternak", "livestock"),
  "program-receipt": say("bantuan yang diterima", "aid received"),
} as const satisfies Record<FieldGroup, Words>;

export const DISCLOSURE_CLASS_WORDS = {
  identity: say("identitas", "identity"),
  fact: say("keterangan", "fact"),
  vault: say("data khusus", "vault"),
} as const satisfies Record<DisclosureClass, Words>;
