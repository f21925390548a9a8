import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { Progress } from "#domain/progress.ts";

/** Progress as bars where someone watches, as one line a step where the output is kept. */
export function terminalProgress(): { readonly progress: Progress; stop(): void } {
  return process.stderr.isTTY ? bars() : lines();
}

function bars(): { readonly progress: Progress; stop(): void } {
  const format = " {bar} {percentage}% {room}: {step}";
  const multi = new MultiBar(
    { format, hideCursor: true, clearOnComplete: false, stream: process.stderr },
    Presets.shades_classic,
  );
  const rooms = new Map<string, SingleBar>();
  return {
    progress: ({ room, step, done, of }) => {
      const bar = rooms.get(room) ?? multi.create(Math.max(of, 1), 0, { room, step });
      rooms.set(room, bar);
      if (of > 0) bar.setTotal(of);
      bar.update(done, { room, step });
    },
    stop: () => multi.stop(),
  };
}

function lines(): { readonly progress: Progress; stop(): void } {
  let last = "";
  return {
    progress: ({ room, step, done, of }) => {
      const line = `${room}: ${step}`;
      if (line === last) return;
      last = line;
      process.stderr.write(`${line}${of > 0 ? ` (${done} of ${of})` : ""}\n`);
    },
    stop: () => undefined,
  };
}
