import { BOOK_ID } from "./book-id.ts";
import { PLANS_ID } from "./plans-id.ts";
import { PROTECTION_ID } from "./protection-id.ts";

/** Care for one family at a time, in Indonesian: books, plans and protection. */
export const CARE_ID = { ...BOOK_ID, ...PLANS_ID, ...PROTECTION_ID } as const;
