import type { Variable } from "./variable.ts";

const BASIS = "UU 23/2006 jo. UU 24/2013; Peraturan BPS 6/2025 pasal 10(4)";
const PURPOSE = "Memadankan dan mengenali orang yang benar";

const identity = (
  id: string,
  type: Variable["type"],
  id_ID: string,
  en: string,
  group: Variable["group"] = "identity",
): Variable => ({
  id,
  unit: "person",
  type,
  group,
  disclosure: "identity",
  id_ID,
  en,
  purpose: PURPOSE,
  legalBasis: BASIS,
  validFrom: "2025-02-05",
  sources: ["dukcapil", "feedback", "dtsen", "regsosek", "p3ke", "dtks"],
});

/** Live only in identity files of the lake and, encrypted, at the desk. Text, or null where unknown. */
export const IDENTITY_VARIABLES: readonly Variable[] = [
  identity("nik", "text", "NIK", "National identity number"),
  identity("kk", "text", "Nomor kartu keluarga", "Family card number"),
  identity("name", "text", "Nama", "Name"),
  identity("mother_name", "text", "Nama ibu kandung", "Mother's name"),
  identity("birth_date", "date", "Tanggal lahir", "Date of birth"),
  identity("phone", "text", "Nomor telepon", "Phone number"),
  identity("address", "text", "Alamat", "Address", "address"),
  identity("rt", "text", "RT", "RT", "address"),
  identity("rw", "text", "RW", "RW", "address"),
  identity("latitude", "coordinate", "Lintang", "Latitude", "address"),
  identity("longitude", "coordinate", "Bujur", "Longitude", "address"),
  identity("meter_no", "text", "Nomor pelanggan PLN", "Electricity customer number", "address"),
];
