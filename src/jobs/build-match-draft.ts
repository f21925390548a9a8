import type { MatchDraft } from "#matching/match-persons.ts";
import { BANDS } from "#matching/weights.ts";
import type { BuildContext } from "./build-rooms.ts";

/** What matching is given by a build: its opened files, its seed, and bands where somebody signed for them. */
export function matchDraft(
  { inputs, draft, privateFolder, limits, decisions }: BuildContext,
  staged: { readonly person: readonly string[]; readonly evidence: readonly string[] },
  outFolder: string,
): MatchDraft {
  const sources = inputs.deliveries.map(({ listNo, source }) => [listNo, source] as const);
  return {
    personFiles: staged.person,
    evidenceFiles: staged.evidence,
    privateFolder,
    outFolder,
    limits,
    seed: draft.seed,
    sources: Object.fromEntries(sources),
    ...(decisions === undefined ? {} : { decisions: decisions.settled }),
    ...stated(draft),
  };
}

/** Who freezes signs for bands that are stated. */
function stated({ statedBands, actors }: BuildContext["draft"]): Pick<MatchDraft, "stated"> {
  if (statedBands === undefined) return {};
  const { link, review, reason } = statedBands;
  const bands = { link, review, margin: BANDS.margin };
  return { stated: { bands, by: actors.frozenBy, reason } };
}
