import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "#domain/case-clock.ts";
import type { MessageChannel, MessageProblem } from "#domain/message.ts";
import { accept, type Result, refuse } from "#domain/result.ts";

/** One message on its way out. */
export type OutgoingMessage = {
  /** Its own for ever: a gateway that has it already sends it no second time. */
  readonly id: string;
  readonly channel: MessageChannel;
  /** +62… */
  readonly to: string;
  readonly text: string;
};

/** By what messages leave the house; answers the gateway's own reference, or why not. */
export type MessageLine = {
  readonly name: "file" | "gateway";
  send(message: OutgoingMessage): Promise<Result<string, MessageProblem>>;
};

/**
 * Without a gateway messages are written down, a line of JSON each, in a file a day that only the owner may read: for whoever
 * carries them on by hand or by a program of the office. A line that was written twice has the same id.
 */
export function fileLine(folder: string, clock: () => Instant): MessageLine {
  return {
    name: "file",
    send: async (message) => {
      const at = clock();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `messages-${at.slice(0, 10)}.jsonl`);
      await appendFile(file, `${JSON.stringify({ ...message, at })}\n`, { mode: 0o600 });
      return accept("file");
    },
  };
}

/** An SMS or WhatsApp gateway of the office. */
export type GatewayTerms = {
  readonly url: string;
  readonly token: string;
  /** Milliseconds until one message is given up for now. */
  readonly timeout: number;
};

/**
 * POST {id, channel, to, text}, answered by {reference}. 4xx with {"problem": "number-refused"} ends with this number; 401 and 403
 * mean that the token does not hold; whatever else is tried again later. The contract is ours: an office puts its own gateway's behind it.
 */
export function gatewayLine({ url, token, timeout }: GatewayTerms): MessageLine {
  return {
    name: "gateway",
    send: async (message) => {
      const response = await fetch(url, {
        method: "POST",
        // A redirect is not followed: numbers go to the address of the agreement and nowhere else.
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${token}`,
          "idempotency-key": message.id,
        },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(timeout),
      }).catch(() => undefined);
      if (response === undefined || response.status >= 500 || response.status === 429)
        return refuse("unreachable");
      if (response.status === 401 || response.status === 403) return refuse("not-allowed");
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok) {
        const reference = textOf(body, "reference");
        return reference === undefined ? refuse("unreadable") : accept(reference.slice(0, 100));
      }
      return refuse(textOf(body, "problem") === "number-refused" ? "number-refused" : "unreadable");
    },
  };
}

const textOf = (body: unknown, name: string): string | undefined => {
  if (typeof body !== "object" || body === null) return undefined;
  const value = (body as Record<string, unknown>)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};
