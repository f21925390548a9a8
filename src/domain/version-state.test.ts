import fc from "fast-check";
import { expect, test } from "vitest";
import { mayMoveVersion, mayPublish, VERSION_STATES, type VersionState } from "./version-state.ts";

test("a version goes building, frozen, projected, published", () => {
  const walk = ["building", "frozen", "projected", "published"] as const;
  for (const [i, from] of walk.slice(0, -1).entries()) {
    expect(mayMoveVersion(from, walk[i + 1] ?? "building").ok).toBe(true);
  }
});

test.each([
  ["building", "published"],
  ["building", "projected"],
  ["frozen", "published"],
  ["frozen", "building"],
  ["withdrawn", "published"],
  ["withdrawn", "building"],
  ["failed", "frozen"],
] as const)("%s never becomes %s at once", (from, to) => {
  expect(mayMoveVersion(from, to)).toEqual({ ok: false, problem: "no-such-step" });
});

test("nothing ever leaves withdrawn, and nothing frozen is built again", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...VERSION_STATES), { maxLength: 12 }), (wishes) => {
      let state: VersionState = "building";
      let wasFrozen = false;
      for (const wish of wishes) {
        if (!mayMoveVersion(state, wish).ok) continue;
        expect(state).not.toBe("withdrawn");
        state = wish;
        wasFrozen ||= state === "frozen";
        if (wasFrozen) expect(state).not.toBe("building");
      }
    }),
  );
});

test("a version with an unanswered finding is not published", () => {
  expect(mayPublish("projected", 0)).toEqual({ ok: true, value: "published" });
  expect(mayPublish("projected", 1)).toEqual({ ok: false, problem: "unanswered-findings" });
  expect(mayPublish("frozen", 0)).toEqual({ ok: false, problem: "no-such-step" });
});
