/** Registers and programs by their own names, which are the same in both languages. */
const NAMES: Readonly<Record<string, string>> = {
  dukcapil: "Dukcapil",
  dtks: "DTKS",
  regsosek: "Regsosek",
  p3ke: "P3KE",
  dtsen: "DTSEN",
  susenas: "Susenas",
  pln: "PLN",
  "bpjs-kesehatan": "BPJS Kesehatan",
  "bpjs-ketenagakerjaan": "BPJS Ketenagakerjaan",
  bkn: "BKN",
  ahu: "Ditjen AHU",
  vehicles: "Korlantas Polri",
  land: "ATR/BPN",
  dapodik: "Dapodik",
  "social-ministry": "Kemensos",
  pkh: "PKH",
  sembako: "Sembako",
  "pbi-jk": "PBI-JK",
};

/** The name of a register or program; a code nobody named stays a code. */
export function nameOf(code: string): string {
  return NAMES[code] ?? code;
}
