import { expect, test } from "vitest";
import { ownAidProposalsOf } from "./own-aid-proposals.ts";
import type { OwnAidProposal } from "./own-explanation-rows.ts";

const OPEN: OwnAidProposal = {
  state: "open",
  step: "visit",
  reason: null,
  program: "pkh",
  is_diverted: false,
  opened_on: "2026-11-02",
  due_on: "2026-11-16",
  answered_in: null,
};

test.each<[string, Partial<OwnAidProposal>, RegExp, RegExp]>([
  [
    "under way",
    {},
    /diusulkan pada 2 November 2026: .*Kunjungan ke rumah.*Paling lambat 16 November/,
    /diterima/,
  ],
  ["diverted", { is_diverted: true }, /memperbarui data keluarga/, /desil|kelompok/],
  [
    "waiting",
    { state: "paused", reason: "appointment" },
    /Menunggu hari yang disepakati.*Kunjungi pada hari/,
    /tidak diterima/,
  ],
  [
    "taken in",
    { state: "done", step: "answered", answered_in: "2026-4" },
    /masuk ke versi 2026-4/,
    /Langkah/,
  ],
  [
    "not accepted",
    { state: "refused", step: "deliberation", reason: "not-agreed" },
    /tidak diterima\. Musyawarah tidak menyepakati\. Dalam 30 hari/,
    /Langkah/,
  ],
])("a proposal that is %s", (_name, more, says, saysNot) => {
  const [told] = ownAidProposalsOf("id", [{ ...OPEN, ...more }]);
  expect(told).toMatch(says);
  expect(told).not.toMatch(saysNot);
  expect(ownAidProposalsOf("en", [{ ...OPEN, ...more }])[0]).toMatch(
    /^This family was proposed on 2 November 2026/,
  );
});
