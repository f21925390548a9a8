import { BOOK_EN } from "./book-en.ts";
import { CRISIS_EN } from "./crisis-en.ts";
import { PLANS_EN } from "./plans-en.ts";
import { PROTECTION_EN } from "./protection-en.ts";

/** Care for one family at a time, in English: books, emergencies, plans and protection. */
export const CARE_EN = { ...BOOK_EN, ...CRISIS_EN, ...PLANS_EN, ...PROTECTION_EN };
