import type { Standing } from "#contract/family-sheet.ts";
import { cutBoundsOn, cutStateOf, type PlaceBand } from "#domain/cut-state.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { say, type Words } from "#domain/words.ts";
import { programCut } from "#programs/program-cut.ts";
import type { Ruleset } from "#programs/ruleset.ts";
import type { FamilyRecord, OutcomeRecord } from "./family-rows.ts";

type Banded = Pick<FamilyRecord, "place_band">;

/** How sure the place of a family is, as the version froze it; undefined where it says nothing of it. */
function bandOf({ place_band }: Banded): PlaceBand | undefined {
  const [low, high, ...below] = place_band ?? [];
  return low === undefined || high === undefined ? undefined : { low, high, below };
}

/** Between which deciles another sample could move the family; nothing where it stays in one. No chance is told. */
export function surenessOf(family: Banded): Pick<Standing, "band"> {
  const band = bandOf(family);
  if (band === undefined || band.low === band.high) return {};
  return { band: { low: band.low, high: band.high } };
}

/** The sentence for a family that is borderline at the cut of a program; none where another rule turns it away. */
export function nearCutOf(
  family: FamilyRecord,
  { outcome, first_reason }: Pick<OutcomeRecord, "outcome" | "first_reason">,
  ruleset: Ruleset,
): { readonly nearCut?: Words } {
  const [band, program] = [bandOf(family), programCut(ruleset)];
  if (band === undefined || program === undefined) return {};
  if (outcome === "ineligible" && first_reason !== program.ruleId) return {};
  const { cut } = program;
  const state = cutStateOf(band, cut, cutBoundsOn(ruleset.asOf as PlainDate));
  return state === "borderline" ? { nearCut: sentence(cut) } : {};
}

const sentence = (cut: number): Words => ({
  ...say(
    `Dekat batas desil ${cut}. Keterangan yang sedikit lain dapat mengubah hasil: periksa keluarga ini lebih dulu.`,
    `Near the cut of decile ${cut}. Slightly different facts may change the outcome: check this family first.`,
  ),
});
