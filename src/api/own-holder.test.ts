import { expect, test } from "vitest";
import type { OwnHolder } from "./own-explanation-rows.ts";
import { ownHolderOf, ownPostOf } from "./own-holder.ts";

const OPEN: OwnHolder = {
  state: "open",
  step: "proposal",
  cause: "away",
  reason: null,
  opened_on: "2026-11-02",
  changed_on: null,
};

test.each<[string, Partial<OwnHolder>, RegExp, RegExp]>([
  ["opened", {}, /lama tidak di tempat.*tidak berhenti karenanya.*Datang ke desa/, /berakhir/],
  ["being verified", { step: "verification" }, /Verifikasi Dinas Sosial.*tidak berhenti/, /Datang/],
  [
    "waiting",
    { step: "verification", state: "paused", reason: "death-unrecorded" },
    /tidak berhenti.*akta kematian di Dinas Dukcapil/,
    /Datang ke desa/,
  ],
  [
    "changed",
    { step: "changed", state: "done", changed_on: "2026-11-20" },
    /sudah diganti sejak 20 November 2026/,
    /tidak berhenti/,
  ],
  [
    "refused",
    { step: "verification", state: "refused", reason: "holder-present" },
    /hidup dan dapat mengambil sendiri\..*Kartunya tetap/,
    /berhenti|berakhir/,
  ],
  [
    "a card of one person who died",
    { step: "verification", state: "refused", reason: "sole-member-died" },
    /hanya satu orang dan ia meninggal: bantuan berakhir.*bantuan dipulihkan/,
    /tidak berhenti/,
  ],
])("a family reads how the change of its card holder stands: %s", (_, more, says, saysNot) => {
  const said = ownHolderOf("id", { ...OPEN, ...more });
  expect(said).toMatch(says);
  expect(said).not.toMatch(saysNot);
});

test("nothing is told where nothing was opened, and of the post only where a payment waits there", () => {
  expect(ownHolderOf("id", null)).toBeUndefined();
  const payment = { program: "pkh", phase: "2026-q4", reported_on: "2026-11-02" };
  const post = (status: string, by_post: boolean, today = "2026-11-23") =>
    ownPostOf("en", [{ ...payment, status, by_post }], today);
  expect(post("invited", true)).toMatch(/same family card, with the invitation letter/);
  expect([post("paid", true), post("invited", false), post("invited", true, "2020-01-01")]).toEqual(
    [undefined, undefined, undefined],
  );
});
