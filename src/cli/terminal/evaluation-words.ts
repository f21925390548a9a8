import { EVALUATED_WORDS, EVALUATION_LIMITS, VERDICT_WORDS } from "#domain/evaluation.ts";
import type { EvaluatedProgram } from "#jobs/evaluate-program.ts";
import { sayChance, sayDifference, unitOf } from "#programs/evaluation/say-figures.ts";
import { countedBy } from "./counted-by.ts";

const numbers = new Intl.NumberFormat("id-ID");
const count = (value: number | null): string => (value === null ? "*" : numbers.format(value));

/** What was found at the line, a line a measure, for a terminal. */
export function evaluationText({
  name: { id: program },
  from,
  to,
  figures,
}: EvaluatedProgram): string {
  const { lines, takeUp, density, outcomes, lots, others } = figures;
  const jumping = others.filter(({ found }) => found !== null && found.adjusted < 0.05);
  return [
    `Evaluasi ${program}: ${from.label} sampai ${to.label} (desil ${countedBy(from.decileBasis)})`,
    ...lines.map(
      ({ kind, regencies, inside, outside }) =>
        `Garis ${kind === "quota" ? "kuota" : "desil"}: ${regencies} kab/kota, ${count(inside)} keluarga di dalam, ${count(outside)} di luar`,
    ),
    `Ditetapkan ${count(takeUp.determined)}; dibayar ${takeUp.paid === null ? "belum ada laporan" : count(takeUp.paid.inside)}`,
    density === null
      ? "Kepadatan di garis tidak dapat diperiksa."
      : `Kepadatan di garis: ${density.isSound ? "tidak menumpuk" : "MENUMPUK, tidak boleh disebut dampak"} (peluang ${sayChance(density.chance)})`,
    ...(jumping.length === 0
      ? []
      : [
          `Program lain yang melompat di garis ini: ${jumping.map((one) => one.program).join(", ")}`,
        ]),
    "",
    ...outcomes.map(({ id, found, verdict, detectable }) => {
      const name = EVALUATED_WORDS[id].id.padEnd(40);
      const said = VERDICT_WORDS[verdict].id;
      if (found === null) {
        return `${name} ${said}${detectable === null ? "" : ` (yang terlihat baru ${sayDifference(id, detectable)} ${unitOf(id)})`}`;
      }
      const paid =
        found.wald === null ? "" : `; bila dibayar ${sayDifference(id, found.wald.effect)}`;
      return `${name} ${sayDifference(id, found.effect)} (${sayDifference(id, found.low)} … ${sayDifference(id, found.high)}) ${unitOf(id)}, Holm ${sayChance(found.adjusted)}${paid}: ${said}`;
    }),
    ...(lots.length === 0
      ? []
      : [
          "",
          "Yang diundi:",
          ...lots.map(
            ({ id, drawings, inside, outside, effect, low, high }) =>
              `${EVALUATED_WORDS[id].id.padEnd(40)} ${sayDifference(id, effect)} (${sayDifference(id, low)} … ${sayDifference(id, high)}) ${unitOf(id)}; ${drawings} undian, ${inside} : ${outside}`,
          ),
        ]),
    "",
    ...EVALUATION_LIMITS.map(({ id }) => `- ${id}`),
    "",
  ].join("\n");
}
