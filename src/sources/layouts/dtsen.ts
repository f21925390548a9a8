import type { Layout } from "../layout.ts";
import { DTSEN_FAMILY } from "./dtsen-family.ts";
import { DTSEN_PERSON } from "./dtsen-person.ts";

/** The DTSEN extract: persons and families, joined on the family card number. */
export const DTSEN_LAYOUTS: readonly Layout[] = [DTSEN_PERSON, DTSEN_FAMILY];
