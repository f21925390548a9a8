import { BOOK_ID } from "./book-id.ts";
import { CRISIS_ID } from "./crisis-id.ts";
import { PLANS_ID } from "./plans-id.ts";
import { PROTECTION_ID } from "./protection-id.ts";

/** Care for one family at a time, in Indonesian: books, emergencies, plans and protection. */
export const CARE_ID = { ...BOOK_ID, ...CRISIS_ID, ...PLANS_ID, ...PROTECTION_ID } as const;
