import { notice, type SurveyNotice } from "./survey-notice.ts";

/** Why a column may know what it is to predict. */
export type LeakKind = "expenditure" | "income" | "food" | "program" | "welfare";

/** Words of Indonesian and English by which such columns are called; each begins a word of the name. */
const WORDS: Readonly<Record<LeakKind, readonly string[]>> = {
  expenditure: [
    "pengeluaran",
    "konsumsi",
    "belanja",
    "expend",
    "expens",
    "expn",
    "consumption",
    "spending",
    "spent",
    "pce",
    "hhexp",
    "totexp",
    "pcexp",
  ],
  income: [
    "pendapatan",
    "penghasilan",
    "gaji",
    "upah",
    "income",
    "earning",
    "salary",
    "wage",
    "omzet",
    "inc",
  ],
  food: ["makan", "pangan", "food", "meal", "calor", "kalori", "protein", "foodsh"],
  program: [
    "bansos",
    "bantuan",
    "penerima",
    "pkh",
    "bpnt",
    "blt",
    "bst",
    "raskin",
    "rastra",
    "sembako",
    "jamkesmas",
    "pbi",
    "kip",
    "kks",
    "kps",
    "beneficiar",
    "assistance",
    "socialassist",
    "cashtransfer",
    "subsid",
    "safetynet",
  ],
  welfare: [
    "desil",
    "decile",
    "kuintil",
    "quintile",
    "miskin",
    "poverty",
    "poor",
    "welfare",
    "kesejahteraan",
    "peringkat",
  ],
};

const NAMES: Readonly<Record<LeakKind, readonly [string, string]>> = {
  expenditure: ["pengeluaran", "expenditure"],
  income: ["pendapatan", "income"],
  food: ["makanan", "food"],
  program: ["penerimaan program", "receipt of a program"],
  welfare: ["kesejahteraan yang sudah dinilai", "welfare that was judged before"],
};

/** Short ones stand for a whole word only: "inc" is income, "include" is not. */
const WHOLE_UP_TO = 3;

/** What a column's name or label says it knows, if that should not be a feature. */
export function leakOf(name: string, label = ""): LeakKind | undefined {
  const words = wordsOf(`${name} ${label}`);
  const kinds: readonly LeakKind[] = ["food", "program", "welfare", "income", "expenditure"];
  return kinds.find((kind) =>
    WORDS[kind].some((known) =>
      words.some((word) => (known.length <= WHOLE_UP_TO ? word === known : word.startsWith(known))),
    ),
  );
}

function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .flatMap((word) => [
      word,
      word.replace(/^(ln|log|l|pc|hh|tot|total|monthly|annual|real)(?=[a-z]{4})/, ""),
    ])
    .filter((word) => word !== "");
}

/** Tells that a column may hold the answer, and whether it was kept. */
export function leakNotice(kind: LeakKind, column: string, isKept: boolean): SurveyNotice {
  const [id, en] = NAMES[kind];
  return notice(
    `leak-${kind}`,
    column,
    [
      `"${column}" tampaknya memuat ${id}: pendaftaran tidak mengetahuinya dengan jujur, dan model akan tampak lebih baik daripada kenyataannya. Kolom ini ${isKept ? "tetap dipakai karena disebut" : "tidak dipakai"}.`,
      `"${column}" looks like ${en}: a registry does not know it honestly, and the model would look better than it is (leakage). It was ${isKept ? "kept because you named it" : "left out"}.`,
    ],
    isKept
      ? [
          "Hapus dari daftar fitur, kecuali pendaftaran benar-benar memilikinya.",
          "Take it out of the features unless the registry truly has it.",
        ]
      : [
          "Bila pendaftaran benar-benar memilikinya, sebut kolom ini dengan --features.",
          "If the registry truly has it, name it with --features.",
        ],
  );
}
