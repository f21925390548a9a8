import type { DeliverySet, Source } from "#domain/source.ts";
import type { Layout } from "../layout.ts";
import { DTKS_LAYOUTS } from "./dtks.ts";
import { DTSEN_LAYOUTS } from "./dtsen.ts";
import { DUKCAPIL_LAYOUTS } from "./dukcapil.ts";
import { DUKCAPIL_ANSWER_LAYOUT } from "./dukcapil-answers.ts";
import { FEEDBACK_LAYOUTS } from "./feedback.ts";
import { P3KE_LAYOUTS } from "./p3ke.ts";
import { REGSOSEK_LAYOUTS } from "./regsosek.ts";
import { SUPPORTING_LAYOUTS } from "./supporting.ts";
import { SUSENAS_LAYOUTS } from "./susenas.ts";

/** Every layout we can read, in the order in which a first load receives them. */
export const LAYOUTS: readonly Layout[] = [
  ...DUKCAPIL_LAYOUTS,
  ...DTKS_LAYOUTS,
  ...REGSOSEK_LAYOUTS,
  ...P3KE_LAYOUTS,
  ...DTSEN_LAYOUTS,
  ...SUPPORTING_LAYOUTS,
  ...SUSENAS_LAYOUTS,
  ...FEEDBACK_LAYOUTS,
  DUKCAPIL_ANSWER_LAYOUT,
];

/** The layout of a source's set; without an edition the first one, which is the usual. */
export function findLayout(source: Source, set: DeliverySet, edition?: string): Layout | undefined {
  return LAYOUTS.find(
    (layout) =>
      layout.source === source &&
      layout.set === set &&
      (edition === undefined || layout.edition === edition),
  );
}
