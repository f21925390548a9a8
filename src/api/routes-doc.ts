import type { TSchema } from "typebox";
import { Problem } from "#contract/problem.ts";

/** What OpenAPI says of one operation, beside its shapes. */
export type Doc = {
  readonly id: string;
  readonly tag:
    | "session"
    | "home"
    | "families"
    | "versions"
    | "programs"
    | "reference"
    | "tables"
    | "quarantine"
    | "payments"
    | "verification"
    | "protection"
    | "audit"
    | "accounts";
  readonly summary: string;
  readonly description?: string;
  /** Rights, one of which the caller must hold; "signed-in" for everybody with a session. */
  readonly needs: string;
};

const refusals = {
  "4xx": {
    description: "Refused, with the reason and the remedy",
    content: { "application/problem+json": { schema: Problem } },
  },
  "5xx": {
    description: "Not working, or personal reads are held back",
    content: { "application/problem+json": { schema: Problem } },
  },
};

/** The part of a route's schema that is for readers: summary, tag, needed right, answers. */
export function describe<Answer extends TSchema>(doc: Doc, answer: Answer) {
  return {
    operationId: doc.id,
    tags: [doc.tag],
    summary: doc.summary,
    description: `${doc.description ?? ""}\n\nNeeds: ${doc.needs}.`.trim(),
    ...(doc.needs === "nothing" ? { security: [] } : {}),
    response: { 200: answer, ...refusals },
  };
}
