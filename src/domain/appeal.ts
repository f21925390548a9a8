import type { CaseKind } from "./case-kinds.ts";
import type { RouteRule } from "./case-procedure.ts";

/** Calendar days in which another office may be asked to review a refusal (trust-and-ux.md B6). */
export const APPEAL_DAYS = 30;

/** Kinds of case whose refusal may be appealed against here; removals have their own objection. */
export const APPEALABLE = ["aid-proposal", "objection", "complaint"] as const satisfies CaseKind[];

/** Who reviews: the province, or the ministry where the province itself refused. */
export const reviewerOf = (rules: readonly string[]): RouteRule =>
  rules.includes("province-examines") ? "ministry-reviews" : "province-reviews";
