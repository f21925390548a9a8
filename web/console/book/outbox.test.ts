import { expect, test } from "vitest";
import { dropTicks, keepTick, type Tick, waitingTicks } from "./outbox.ts";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  };
}
const tick = (id: string, family = "1"): Tick => ({ id, family, mark: "present" });

test("ticks wait in their order until the server has them; those made meanwhile stay", () => {
  const store = memory();
  keepTick(store, "siti", "7", tick("a"));
  keepTick(store, "siti", "7", tick("b", "2"));
  const sent = waitingTicks(store, "siti", "7");
  keepTick(store, "siti", "7", tick("c", "1"));
  dropTicks(store, "siti", "7", sent);
  expect(waitingTicks(store, "siti", "7").map(({ id }) => id)).toEqual(["c"]);
  dropTicks(store, "siti", "7", [tick("c")]);
  expect(store.size()).toBe(0);
});

test("another account or session on the same phone sees none of them", () => {
  const store = memory();
  keepTick(store, "siti", "7", tick("a"));
  expect(waitingTicks(store, "budi", "7")).toEqual([]);
  expect(waitingTicks(store, "siti", "8")).toEqual([]);
});

test("what was spoilt on the phone is no tick, and breaks nothing", () => {
  const store = memory();
  store.setItem("dtsen.ticks.siti.7", "{");
  expect(waitingTicks(store, "siti", "7")).toEqual([]);
});
