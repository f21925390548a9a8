import { FIRST_EDITION } from "./calendar.ts";
import type { SyntheticDelivery } from "./deliveries/delivery.ts";
import { dtksDeliveries } from "./deliveries/dtks.ts";
import { dtsenDeliveries } from "./deliveries/dtsen.ts";
import { dukcapilDelivery } from "./deliveries/dukcapil.ts";
import { p3keDeliveries } from "./deliveries/p3ke.ts";
import { regsosekDeliveries } from "./deliveries/regsosek.ts";
import { supportingDeliveries } from "./deliveries/supporting.ts";
import { susenasDelivery } from "./deliveries/susenas.ts";
import { type ErrorProfile, ratesUnder } from "./error-profiles.ts";
import { ratesOf } from "./error-rates.ts";
import { SECOND_EDITION } from "./events.ts";

/** What the sources deliver for the first edition, in the order of receiving. */
export function firstDeliveries(
  families: number,
  regencyFamilies: number,
  errors: ErrorProfile = "usual",
): readonly SyntheticDelivery[] {
  const rates = ratesUnder(errors);
  return [
    dukcapilDelivery(1, FIRST_EDITION, ratesOf("dukcapil", rates)),
    ...regsosekDeliveries(3, ratesOf("regsosek", rates)),
    ...p3keDeliveries(4, ratesOf("p3ke", rates)),
    ...dtksDeliveries(2, ratesOf("dtks", rates)),
    ...dtsenDeliveries(5, "2026-07-10", ratesOf("dtsen", rates)),
    ...supportingDeliveries(10, families),
    susenasDelivery(20, regencyFamilies),
  ];
}

/** What follows a quarter later: the civil registry and the DTSEN extract again. */
export function secondDeliveries(): readonly SyntheticDelivery[] {
  return [
    dukcapilDelivery(6, SECOND_EDITION, ratesOf("dukcapil")),
    ...dtsenDeliveries(7, "2026-10-10", ratesOf("dtsen")),
  ];
}
