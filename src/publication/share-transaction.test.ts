import { expect, test, vi } from "vitest";
import { shareTransactions } from "./share-transaction.ts";

/** A desk that answers when told to, and remembers what came together. */
function slowDesk() {
  const together: number[][] = [];
  const open: ((problem?: Error) => void)[] = [];
  const ask = shareTransactions<number, string>((questions) => {
    together.push([...questions]);
    return new Promise((resolve, reject) => {
      open.push((problem) =>
        problem === undefined ? resolve(questions.map((n) => `answer ${n}`)) : reject(problem),
      );
    });
  });
  const answer = async (problem?: Error) => {
    open.shift()?.(problem);
    await new Promise(setImmediate);
  };
  return { together, ask, answer };
}

test("a question alone goes at once; those that come meanwhile go together, each to its own answer", async () => {
  const { together, ask, answer } = slowDesk();
  const first = ask(1);
  const rest = [ask(2), ask(3), ask(4)];
  expect(together).toEqual([[1]]);
  await answer();
  expect(together).toEqual([[1], [2, 3, 4]]);
  await answer();
  expect(await first).toBe("answer 1");
  expect(await Promise.all(rest)).toEqual(["answer 2", "answer 3", "answer 4"]);
  const later = ask(5);
  expect(together.at(-1)).toEqual([5]);
  await answer();
  expect(await later).toBe("answer 5");
});

test("what fails fails for those of its transaction alone; the next goes on", async () => {
  const { ask, answer } = slowDesk();
  const first = ask(1);
  const rest = [ask(2), ask(3)];
  const failed = expect(first).rejects.toThrow("audit-unsealed");
  await answer(new Error("audit-unsealed"));
  await failed;
  await answer();
  expect(await Promise.all(rest)).toEqual(["answer 2", "answer 3"]);
});

test("a transaction stays short, however many wait", async () => {
  const { together, ask, answer } = slowDesk();
  const all = Array.from({ length: 200 }, (_, n) => ask(n));
  while (together.flat().length < 200) await answer();
  await answer();
  await Promise.all(all);
  expect(together.map(({ length }) => length)).toEqual([1, 64, 64, 64, 7]);
});

test("a transaction that hangs holds up the next by a second at most", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { together, ask } = slowDesk();
  void ask(1);
  void ask(2);
  await vi.advanceTimersByTimeAsync(999);
  expect(together).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(together).toEqual([[1], [2]]);
  vi.useRealTimers();
});

test("a desk that answers fewer than were asked gives nobody another's answer", async () => {
  const ask = shareTransactions<number, string>(async () => []);
  await expect(ask(1)).rejects.toThrow("1 questions were asked, 0 answered");
});
