import { codeList, type EditionRow, renumbered, type StandardRow } from "./code-list.ts";

const PARTICIPATION: readonly StandardRow[] = [
  [1, "Belum pernah sekolah", "Never attended"],
  [2, "Masih sekolah", "Attends"],
  [3, "Tidak sekolah lagi", "No longer attends"],
];

export const SCHOOL_PARTICIPATION = codeList("school-participation", "412", PARTICIPATION, {
  dtks: renumbered(PARTICIPATION, { 0: 1, 1: 2, 2: 3 }),
});

const LEVELS: readonly StandardRow[] = [
  [1, "Paket A", "Package A (primary equivalence)"],
  [2, "SDLB", "Special primary school"],
  [3, "SD", "Primary school"],
  [4, "MI", "Islamic primary school"],
  [5, "SPM/PDF Ula", "Pesantren primary"],
  [6, "Paket B", "Package B (lower secondary equivalence)"],
  [7, "SMPLB", "Special lower secondary school"],
  [8, "SMP", "Lower secondary school"],
  [9, "MTs", "Islamic lower secondary school"],
  [10, "PDF Wustha", "Pesantren lower secondary"],
  [11, "Paket C", "Package C (upper secondary equivalence)"],
  [12, "SMALB", "Special upper secondary school"],
  [13, "SMA", "Upper secondary school"],
  [14, "MA", "Islamic upper secondary school"],
  [15, "SMK", "Vocational school"],
  [16, "MAK", "Islamic vocational school"],
  [17, "PDF Ulya", "Pesantren upper secondary"],
  [18, "D1-D3", "Diploma 1-3"],
  [19, "D4/S1", "Bachelor"],
  [20, "Profesi", "Professional degree"],
  [21, "S2", "Master"],
  [22, "S3", "Doctorate"],
];

const DTKS_LEVELS: readonly EditionRow[] = [
  [1, 3, "SD/SDLB", "Primary school"],
  [2, 1, "Paket A", "Package A (primary equivalence)"],
  [3, 4, "Madrasah Ibtidaiyah", "Islamic primary school"],
  [4, 8, "SMP/SMPLB", "Lower secondary school"],
  [5, 6, "Paket B", "Package B (lower secondary equivalence)"],
  [6, 9, "Madrasah Tsanawiyah", "Islamic lower secondary school"],
  [7, 13, "SMA/SMK/SMALB", "Upper secondary school"],
  [8, 11, "Paket C", "Package C (upper secondary equivalence)"],
  [9, 14, "Madrasah Aliyah", "Islamic upper secondary school"],
  [10, 19, "Perguruan tinggi", "Higher education"],
];

export const SCHOOL_LEVEL = codeList("school-level", "413", LEVELS, { dtks: DTKS_LEVELS });

const DIPLOMAS: readonly StandardRow[] = [
  ...LEVELS,
  [23, "Tidak punya ijazah SD", "No primary diploma"],
];

export const DIPLOMA = codeList("diploma", "415", DIPLOMAS, {
  dtks: [
    [1, 23, "Tidak punya ijazah", "No diploma"],
    [2, 3, "SD/sederajat", "Primary"],
    [3, 8, "SMP/sederajat", "Lower secondary"],
    [4, 13, "SMA/sederajat", "Upper secondary"],
    [5, 18, "D1/D2/D3", "Diploma 1-3"],
    [6, 19, "D4/S1", "Bachelor"],
    [7, 21, "S2/S3", "Master or doctorate"],
  ],
  p3ke: [
    [0, 23, "Tidak/belum sekolah", "No school"],
    [1, 23, "Tidak tamat SD", "Primary not finished"],
    [2, 3, "Tamat SD/sederajat", "Primary"],
    [3, 8, "Tamat SMP/sederajat", "Lower secondary"],
    [4, 13, "Tamat SMA/sederajat", "Upper secondary"],
    [5, 19, "Tamat perguruan tinggi", "Higher education"],
  ],
  dukcapil: [
    [1, 23, "Tidak/belum sekolah", "No school"],
    [2, 23, "Belum tamat SD/sederajat", "Primary not finished"],
    [3, 3, "Tamat SD/sederajat", "Primary"],
    [4, 8, "SLTP/sederajat", "Lower secondary"],
    [5, 13, "SLTA/sederajat", "Upper secondary"],
    [6, 18, "Diploma I/II", "Diploma 1-2"],
    [7, 18, "Akademi/Diploma III/Sarjana Muda", "Diploma 3"],
    [8, 19, "Diploma IV/Strata I", "Bachelor"],
    [9, 21, "Strata II", "Master"],
    [10, 22, "Strata III", "Doctorate"],
  ],
});

export const SCHOOL_CLASS = codeList("school-class", "414", [
  [1, "Kelas/semester 1", "Class 1"],
  [2, "Kelas 2", "Class 2"],
  [3, "Kelas 3", "Class 3"],
  [4, "Kelas 4", "Class 4"],
  [5, "Kelas 5", "Class 5"],
  [6, "Kelas 6", "Class 6"],
  [7, "Kelas 7", "Class 7"],
  [8, "Tamat dan lulus", "Finished and passed"],
]);
