import { say } from "#domain/words.ts";
import { type Feature, NEVER_MORE, type RankedVariable } from "./feature.ts";

/** Levels of the diploma codes of Regsosek 22-K 415; the base is no diploma (23). */
const diplomaLevels = (prefix: string): readonly [Feature, ...Feature[]] => [
  { id: `${prefix}_primary`, only: "raises", between: [1, 5] },
  { id: `${prefix}_junior`, only: "raises", between: [6, 10] },
  { id: `${prefix}_senior`, only: "raises", between: [11, 17] },
  { id: `${prefix}_diploma`, only: "raises", codes: [18] },
  { id: `${prefix}_degree`, only: "raises", between: [19, 22] },
];

const count = (
  id: string,
  id_ID: string,
  en: string,
  upTo: number,
  only?: "lowers",
): RankedVariable => ({
  id,
  group: "members",
  words: say(id_ID, en),
  features: [{ id: `${id}_count`, upTo, ...(only === undefined ? {} : { only }) }],
});

/** Small families have their own steps: a straight line in size wrongs families of one and two. */
const SIZE: RankedVariable = {
  id: "size",
  group: "members",
  words: say("Jumlah anggota keluarga", "Number of members"),
  features: [
    { id: "size_1", only: "raises", codes: [1] },
    { id: "size_2", only: "raises", codes: [2] },
    { id: "size_3", only: "raises", codes: [3] },
    { id: "size_5", only: "lowers", codes: [5] },
    { id: "size_6", only: "lowers", codes: [6] },
    { id: "size_7_up", only: "lowers", between: [7, NEVER_MORE] },
  ],
};

const HEAD: readonly RankedVariable[] = [
  {
    id: "head_age",
    group: "members",
    words: say("Umur kepala keluarga", "Age of the head"),
    features: [
      { id: "head_under_30", between: [0, 29] },
      { id: "head_60_up", between: [60, NEVER_MORE] },
    ],
  },
  {
    id: "head_sex",
    group: "members",
    words: say("Jenis kelamin kepala keluarga", "Sex of the head"),
    features: [{ id: "head_female", codes: [2] }],
  },
  {
    id: "head_diploma",
    group: "work-and-school",
    words: say("Ijazah kepala keluarga", "Diploma of the head"),
    features: diplomaLevels("head"),
  },
  {
    id: "head_job_status",
    group: "work-and-school",
    words: say("Status pekerjaan kepala keluarga", "Job status of the head"),
    features: [
      { id: "job_employer", only: "raises", codes: [3] },
      { id: "job_employee", codes: [4] },
      { id: "job_state", only: "raises", codes: [5] },
      { id: "job_casual", only: "lowers", codes: [6, 7, 8] },
    ],
  },
  {
    id: "head_industry",
    group: "work-and-school",
    words: say("Lapangan usaha kepala keluarga", "Industry of the head"),
    features: [
      { id: "industry_farm", only: "lowers", between: [1, 6] },
      { id: "industry_trade", codes: [12, 13, 14] },
      { id: "industry_service", between: [15, 26] },
    ],
  },
];

/** What the ranking reads about the members, named as the survey names its summaries. */
export const MEMBER_RANKED: readonly RankedVariable[] = [
  SIZE,
  ...HEAD,
  count("members_0_6", "Anak berumur 0-6 tahun", "Children aged 0-6", 4, "lowers"),
  count("members_7_18", "Anak berumur 7-18 tahun", "Children aged 7-18", 5),
  count("members_60_up", "Anggota berumur 60 tahun ke atas", "Members aged 60 and over", 3),
  count("members_working", "Anggota yang bekerja", "Members who work", 5),
  count(
    "members_disabled",
    "Anggota penyandang disabilitas",
    "Members with a disability",
    3,
    "lowers",
  ),
  count("members_in_school", "Anggota yang bersekolah", "Members in school", 5),
  {
    id: "max_diploma",
    group: "work-and-school",
    words: say("Ijazah tertinggi dalam keluarga", "Highest diploma in the family"),
    features: diplomaLevels("best"),
  },
];
