import { asWorker } from "#store/transact.ts";
import { answerElsewhere } from "./answer-elsewhere.ts";
import type { RuleCountEnd } from "./count-asked-rules.ts";
import type { CountBrief } from "./count-rules-process.ts";
import type { House } from "./house.ts";
import { keepLooking, type Looker } from "./keep-looking.ts";

const LOOK_EVERY_MS = 1500;
/** A nation is counted in a quarter of an hour; one that died is taken up again after an hour. */
const COUNTER = { program: "count-rules-process.ts", longestMs: 3_600_000 };

/** Has asked-for rules counted beside the server as long as it runs, in a process that lives while some wait; a server that stops waits for none. */
export function keepRuleCounts(
  { desk, settings }: House,
  clock: () => Date,
  heard: {
    readonly done: (ended: RuleCountEnd) => void;
    readonly failed: (error: unknown) => void;
  },
): Looker {
  const leaving = new AbortController();
  const work = async () => {
    const [waiting] = await asWorker(desk, (tx) =>
      tx.query(
        `select from dtsen.rule_count
         where state = 'asked' or state = 'running' and taken_at < now() - interval '1 hour' limit 1`,
      ),
    );
    if (waiting === undefined) return;
    const brief: CountBrief = { settings, today: clock().toISOString().slice(0, 10) };
    const { signal } = leaving;
    const ended = await answerElsewhere({ ...COUNTER, signal }, brief);
    (ended as readonly RuleCountEnd[]).forEach(heard.done);
  };
  const looker = keepLooking(LOOK_EVERY_MS, work, (error) => {
    if (!leaving.signal.aborted) heard.failed(error);
  });
  return {
    stop: async () => {
      leaving.abort();
      await looker.stop();
    },
  };
}
