/** Lists that describe people and families, matched against the civil registry. */
export const WELFARE_SOURCES = ["dtks", "regsosek", "p3ke", "dtsen"] as const;

/** Administrative lists that only give evidence about one matter (power, wage, vehicles …). */
export const SUPPORTING_SOURCES = [
  "pln",
  "bpjs-kesehatan",
  "bpjs-ketenagakerjaan",
  "bkn",
  "ahu",
  "vehicles",
  "land",
  "dapodik",
  "social-ministry",
] as const;

export const SOURCES = [
  "dukcapil",
  ...WELFARE_SOURCES,
  ...SUPPORTING_SOURCES,
  "susenas",
  "feedback",
] as const;

export type WelfareSource = (typeof WELFARE_SOURCES)[number];
export type SupportingSource = (typeof SUPPORTING_SOURCES)[number];
/** Who sends: the civil registry, a welfare list, a supporting list, the survey, accepted corrections. */
export type Source = (typeof SOURCES)[number];

/** What one row of a file is about that a source sends. */
export const SENT_SETS = ["person", "family", "evidence", "survey"] as const;

/** What one row of a delivery is about. Answers about identity are the desk's own: nobody sends them as a file. */
export const DELIVERY_SETS = [...SENT_SETS, "identity"] as const;
export type DeliverySet = (typeof DELIVERY_SETS)[number];

/** Whether each delivery adds to those before it; all others deliver a list whole, and the newest takes the place of the one before. */
export const addsUp = (source: Source, set: DeliverySet): boolean =>
  source === "feedback" || set === "identity";

/** Whether rows that a list says again keep their record keys: those that matching reads. */
export const keepsKeys = (source: Source, set: DeliverySet): boolean =>
  !addsUp(source, set) && (set === "person" || set === "evidence");
