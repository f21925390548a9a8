/** Something that looks for work again and again until it is told to stop. */
export type Looker = {
  /** Looks no more; work under way is done to its end. */
  stop(): Promise<void>;
};

/** Does work, rests, and does it again: never twice at once, whatever it throws. */
export function keepLooking(
  everyMs: number,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): Looker {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let look = Promise.resolve();
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      look = work().catch(failed).then(next);
    }, everyMs);
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await look;
    },
  };
}
