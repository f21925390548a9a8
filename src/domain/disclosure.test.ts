import { expect, test } from "vitest";
import { levelVariables, maskNumber, mayCarry, showsDecile } from "./disclosure.ts";
import { ROLES } from "./role.ts";
import { VARIABLES } from "./variables/catalogue.ts";

test("no sheet of any role carries a variable of the vault", () => {
  const vault = VARIABLES.filter(({ disclosure }) => disclosure === "vault");
  expect(vault.length).toBeGreaterThan(2);
  for (const role of ROLES) {
    for (const { id } of vault) expect(mayCarry(role, id)).toEqual({ ok: false, problem: "vault" });
  }
});

test("each level carries what the one below it carries, and names begin at three", () => {
  const ids = (["L1", "L2", "L3", "L4"] as const).map((level) =>
    levelVariables(level).map(({ id }) => id),
  );
  expect(ids[0]).toEqual([]);
  expect(ids[1]).not.toContain("name");
  expect(ids[2]).toContain("name");
  expect(ids[2]).not.toContain("roof_material");
  expect(ids[3]).toEqual(expect.arrayContaining([...(ids[1] ?? []), ...(ids[2] ?? [])]));
  expect(ids[3]).not.toContain("mother_name");
  expect([ids[2]?.includes("phone"), ids[3]?.includes("phone")]).toEqual([false, true]);
});

test("the civil registry sees who people are, not how they live or where they stand", () => {
  expect(mayCarry("civil-registry-officer", "nik").ok).toBe(true);
  expect(mayCarry("civil-registry-officer", "roof_material")).toEqual({
    ok: false,
    problem: "above-level",
  });
  expect(showsDecile("identity")).toBe(false);
  expect(showsDecile("L3")).toBe(true);
});

test("a masked number hides the serial and the birthday", () => {
  expect(maskNumber("9976015201030001")).toBe("9976************");
  expect(mayCarry("regent", "shoe_size")).toEqual({ ok: false, problem: "no-such-variable" });
});
