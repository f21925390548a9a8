import { expect, test } from "vitest";
import { parseCandidateAnswer, parseDeclineReason } from "./candidate-answer.ts";
import { type FamilyStandings, standingOfDecision } from "./decision-standing.ts";

type List = FamilyStandings["lists"][number];
type Unit = FamilyStandings["units"][number];

const LIST: List = {
  ...{ program: "pkh", label: "2026-4", is_this: true, kind: "decree", state: "decreed" },
  ...{
    determiner: "kemensos",
    decree: "12/HUK/2026",
    signed_on: "2026-11-02",
    since: "2026-11-01",
  },
};
const UNIT: Unit = {
  ...{ program: "pkh", unit: "family", unit_id: 7, answer: null, reason_code: null },
  ...{ determiner: "village-government", act_number: null, act_signed_on: null, label: "2026-4" },
  ...{ note_number: null, handed_on: null },
};
const ACT = { act_number: "7 Tahun 2026", act_signed_on: "2026-11-04" };
const CANDIDATES = { kind: "candidates", state: "approved", determiner: "kemendikdasmen" } as const;

const said = (
  lists: readonly Partial<List>[],
  units: readonly Partial<Unit>[] = [],
  isListed = true,
) =>
  standingOfDecision(
    { program: "pkh", unit: "family", unitId: 7n, isListed },
    {
      lists: lists.map((one) => ({ ...LIST, ...one })),
      units: units.map((one) => ({ ...UNIT, ...one })),
    },
  );

test.each([
  ["nobody determined it", [], [], "reckoned", "Hasil hitungan versi, belum ditetapkan."],
  [
    "a decree",
    [{}],
    [],
    "decreed",
    "Ditetapkan dengan SK nomor 12/HUK/2026 tanggal 2 November 2026.",
  ],
  [
    "approved, its decree follows",
    [{ state: "approved", decree: null, signed_on: null }],
    [],
    "approved",
    "Ditetapkan, disetujui 1 November 2026; SK menyusul.",
  ],
  [
    "an earlier version's list",
    [{ is_this: false, label: "2026-3" }],
    [],
    "earlier",
    "Hasil hitungan versi, belum ditetapkan. Yang berlaku daftar versi 2026-3: ditetapkan dengan SK nomor 12/HUK/2026 tanggal 2 November 2026.",
  ],
  [
    "revoked",
    [{ state: "revoked" }],
    [],
    "revoked",
    "Penetapan daftar ini dicabut pada 1 November 2026.",
  ],
  [
    "a candidate",
    [CANDIDATES],
    [],
    "candidate",
    "Calon, menunggu penetapan oleh Kementerian Pendidikan Dasar dan Menengah.",
  ],
  [
    "accepted by the village",
    [CANDIDATES],
    [{ answer: "accepted", ...ACT }],
    "accepted",
    "Ditetapkan oleh desa dengan Perkades nomor 7 Tahun 2026 tanggal 4 November 2026.",
  ],
  [
    "accepted by another institution",
    [CANDIDATES],
    [{ answer: "accepted", ...ACT, determiner: "province-government" }],
    "accepted",
    "Ditetapkan oleh Pemerintah provinsi dengan keputusan nomor 7 Tahun 2026 tanggal 4 November 2026.",
  ],
  [
    "declined",
    [CANDIDATES],
    [{ answer: "declined", reason_code: "moved", ...ACT }],
    "declined",
    "Tidak diterima oleh desa dengan Perkades nomor 7 Tahun 2026 tanggal 4 November 2026: pindah ke luar wilayah.",
  ],
  // What was said of another family is nothing to this one.
  ["another family's answer", [], [{ answer: "accepted", unit_id: 8 }], "reckoned", undefined],
] as const)("%s", (_, lists, units, stands, words) => {
  const standing = said(lists, units);
  expect(standing.stands).toBe(stands);
  if (words !== undefined) expect(standing.words.id).toBe(words);
});

test("the act stands beside its words; who is no candidate is told who determines", () => {
  expect(said([{}]).act).toEqual({ number: "12/HUK/2026", signedOn: "2026-11-02" });
  expect(said([]).act).toBeUndefined();
  expect(said([CANDIDATES], [], false).words.id).toBe(
    "Bukan calon dari versi 2026-4; yang menetapkan Kementerian Pendidikan Dasar dan Menengah.",
  );
});

test.each([
  ["Diterima", "accepted"],
  ["TIDAK_DITERIMA", "declined"],
  [" tambahan ", "added"],
  ["", "answer-missing"],
  ["mungkin", "answer-unknown"],
])("an answer written %j is %s", (words, expected) => {
  const answer = parseCandidateAnswer(words);
  expect(answer.ok ? answer.value : answer.problem).toBe(expected);
});

test.each([
  ["moved", "moved"],
  ["Layak, dana habis", "funds-end"],
  ["", "reason-missing"],
  ["tetangga", "reason-unknown"],
])("a reason written %j is %s", (words, expected) => {
  const reason = parseDeclineReason(words);
  expect(reason.ok ? reason.value : reason.problem).toBe(expected);
});
