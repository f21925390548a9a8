import { join } from "node:path";
import type { Instant } from "#domain/case-clock.ts";
import type { MessageProblem } from "#domain/message.ts";
import type { Settings } from "#settings.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { lookAtOutbox, type MessageLook } from "#verification/message-book.ts";
import { fileLine, gatewayLine, type MessageLine } from "#verification/message-line.ts";
import type { House } from "./house.ts";
import { keepLooking, type Looker } from "./keep-looking.ts";

const LOOK_EVERY_MS = 5_000;
const GATEWAY_TIMEOUT_MS = 10_000;

/** The office's gateway, or files below the data folder where none is named. */
export function messageLineOf(
  { messageGateway, dataFolder }: Pick<Settings, "messageGateway" | "dataFolder">,
  clock: () => Instant,
): MessageLine {
  return messageGateway === undefined
    ? fileLine(join(dataFolder, "outbox"), clock)
    : gatewayLine({ ...messageGateway, timeout: GATEWAY_TIMEOUT_MS });
}

/** Writes and sends what is due, once. */
export async function sendMessages(
  { desk, settings }: Pick<House, "desk" | "settings">,
  now: Instant,
): Promise<MessageLook> {
  const line = messageLineOf(settings, () => now);
  return await lookAtOutbox(desk, openFieldKeys(settings.keyFolder), line, now);
}

/** How many messages of a kind stand how; nobody's number. */
export type OutboxFigure = {
  readonly about: "code" | "standing";
  readonly state: "waiting" | "sent" | "superseded" | "given-up";
  readonly problem: MessageProblem | null;
  readonly messages: number;
  readonly oldest: Instant;
};

export async function readOutbox({ desk }: Pick<House, "desk">): Promise<readonly OutboxFigure[]> {
  return await asWorker(desk, (tx) =>
    tx.query<OutboxFigure>(
      `select about, state, problem, messages,
         to_char(oldest at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as oldest from dtsen.message_figures()`,
    ),
  );
}

/** Looks at the outbox every few seconds as long as the server runs: whoever waits for a code waits now. */
export function keepOutbox(
  house: House,
  clock: () => Date,
  heard: {
    readonly looked: (done: MessageLook) => void;
    readonly failed: (error: unknown) => void;
  },
): Looker {
  const once = async () => {
    const done = await sendMessages(house, clock().toISOString());
    if (done.written + done.sent > 0 || Object.keys(done.failed).length > 0) heard.looked(done);
  };
  return keepLooking(LOOK_EVERY_MS, once, heard.failed);
}
