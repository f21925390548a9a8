import { parsePlainDate } from "#domain/plain-date.ts";
import { isInForce, type Program } from "#domain/program.ts";
import type { RuleBasis, RuleEdits, RuleMistake } from "#domain/rule-draft.ts";
import { say, type Words } from "#domain/words.ts";
import { termsOn } from "./rule-terms.ts";
import { rulesetOn } from "./ruleset.ts";

const mistake = (code: string, at: string, says: Words, remedy: Words): RuleMistake => ({
  code,
  at,
  says,
  remedy,
});

const CHOOSE_DAY = say(
  "Pilih hari berlaku yang belum lewat dan sesudah perubahan terakhir.",
  "Choose a day that has not passed and is after the last change.",
);

/** The last day on which a change of the program begins. */
const lastChange = ({ changes = [], validFrom }: Program): string =>
  [validFrom, ...changes.map((change) => change.validFrom)].toSorted().at(-1) ?? validFrom;

/** What is wrong with the act and its days. */
export function checkBasis(
  program: Program,
  { number, signedOn, effectiveOn }: RuleBasis,
  today: string,
): readonly RuleMistake[] {
  const found: RuleMistake[] = [];
  if (number.trim().length < 3 || number.trim().length > 120 || holdsNik(number)) {
    found.push(
      mistake(
        "act-number-missing",
        "basis.number",
        say("Nomor keputusan belum lengkap.", "The number of the act is not complete."),
        say("Tulis misalnya 12/HUK/2027.", "Write for instance 12/HUK/2027."),
      ),
    );
  }
  if (!parsePlainDate(signedOn).ok || signedOn > today) {
    found.push(
      mistake(
        "act-signed-later",
        "basis.signedOn",
        say("Keputusan belum ditandatangani pada hari ini.", "The act is not signed as of today."),
        say("Tulis hari penandatanganannya.", "Write the day on which it was signed."),
      ),
    );
  }
  const at = "basis.effectiveOn";
  if (!parsePlainDate(effectiveOn).ok || effectiveOn < today) {
    const says = say(
      "Aturan tidak pernah berlaku surut.",
      "A rule never takes effect before today.",
    );
    found.push(mistake("effective-in-past", at, says, CHOOSE_DAY));
  } else if (effectiveOn <= lastChange(program)) {
    const says = say(
      `Perubahan lain berlaku mulai ${lastChange(program)}; dua perubahan tidak boleh tumpang tindih.`,
      `Another change holds from ${lastChange(program)}; two changes may not overlap.`,
    );
    found.push(mistake("change-stands-later", at, says, CHOOSE_DAY));
  } else if (!isInForce(program, effectiveOn)) {
    const says = say(
      `Program ini berlaku sampai ${program.validTo ?? "-"}.`,
      `This program holds until ${program.validTo ?? "-"}.`,
    );
    found.push(mistake("program-over", at, says, CHOOSE_DAY));
  }
  return found;
}

/** What is wrong with the numbers, the rules that end and the words of those that begin. */
export function checkEdits(
  program: Program,
  edits: RuleEdits,
  day: string,
): readonly RuleMistake[] {
  return [
    ...checkValues(program, edits, day),
    ...checkEnded(program, edits, day),
    ...checkAdded(edits),
  ];
}

function checkValues(program: Program, { values }: RuleEdits, day: string): readonly RuleMistake[] {
  const terms = new Map(termsOn(program, day).map((term) => [term.id, term]));
  const found = Object.entries(values).flatMap(([id, value]) => {
    const term = terms.get(id);
    if (term === undefined) {
      const says = say(
        "Program ini tidak memiliki ketentuan itu.",
        "This program has no such term.",
      );
      return [mistake("term-unknown", id, says, LOAD_AGAIN)];
    }
    const { low, high, words } = term;
    if (Number.isSafeInteger(value) && value >= low && value <= high) return [];
    const says = say(
      `${words.id}: bilangan bulat ${low} sampai ${high}.`,
      `${words.en}: a whole number from ${low} to ${high}.`,
    );
    return [mistake("value-out-of-range", id, says, CORRECT)];
  });
  const now = (id: string) => values[id] ?? terms.get(id)?.value;
  const crossed = [...terms.values()].flatMap(({ id }) => {
    if (!id.startsWith("from:")) return [];
    const to = now(`to:${id.slice(5)}`);
    if (to === undefined || (now(id) ?? 0) <= to) return [];
    const says = say(
      "Umur awal lebih tinggi daripada umur akhir.",
      "The first age is higher than the last.",
    );
    return [mistake("ages-crossed", id, says, CORRECT)];
  });
  const children = now("most-children");
  const most = now("most");
  const tooMany =
    children !== undefined && most !== undefined && children > most
      ? [
          mistake(
            "children-above-all",
            "most-children",
            say(
              "Lebih banyak anak daripada orang yang boleh dibayar.",
              "More children than persons that may be paid for.",
            ),
            CORRECT,
          ),
        ]
      : [];
  return [...found, ...crossed, ...tooMany];
}

const CORRECT = say("Perbaiki angkanya.", "Mend the number.");
const LOAD_AGAIN = say("Muat ulang halaman ini.", "Load this page again.");

function checkEnded(program: Program, { ended }: RuleEdits, day: string): readonly RuleMistake[] {
  const rules = rulesetOn(program, day).rules;
  return ended.flatMap((id, i) => {
    const rule = rules.find((one) => one.id === id);
    const at = `ended[${i}]`;
    if (rule === undefined) {
      const says = say("Tidak ada aturan itu pada hari berlaku.", "No such rule on that day.");
      return [mistake("rule-unknown", at, says, LOAD_AGAIN)];
    }
    if (rule.kind !== "amount") return [];
    const says = say(
      "Besaran mengikuti aturan ini, jadi ia tidak dapat diakhiri.",
      "An amount follows this rule: it cannot end.",
    );
    return [mistake("amount-follows", at, says, say("Ubah besarannya.", "Change the amount."))];
  });
}

/** Shorter is no sentence for a citizen, longer nobody reads. */
const SENTENCE = [10, 240] as const;

function checkAdded({ added }: RuleEdits): readonly RuleMistake[] {
  return added.flatMap((rule, i) =>
    (["says", "tells", "remedy"] as const).flatMap((part) => {
      const { length } = rule[part].trim();
      if (length >= SENTENCE[0] && length <= SENTENCE[1] && !holdsNik(rule[part])) return [];
      const says = say(
        `Kalimatnya ${SENTENCE[0]} sampai ${SENTENCE[1]} huruf, tanpa NIK atau nomor KK.`,
        `The sentence has ${SENTENCE[0]} to ${SENTENCE[1]} letters and no NIK or card number.`,
      );
      const remedy = say(
        "Tulis satu kalimat yang dimengerti warga.",
        "Write one sentence that citizens understand.",
      );
      return [mistake("sentence-missing", `added[${i}].${part}`, says, remedy)];
    }),
  );
}

const holdsNik = (text: string): boolean => /\d{16}/.test(text.replaceAll(/[ .-]/g, ""));
