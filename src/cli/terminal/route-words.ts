import { WHOLE_REASON_WORDS } from "#domain/matching-terms.ts";
import type { BuiltMatching } from "#jobs/build-matching.ts";
import type { MatchingRoute } from "#jobs/matching-route.ts";
import type { Calibration } from "#matching/calibration.ts";
import { type BandShares, driftOf } from "#matching/carried-evidence.ts";

/** How the records of a version were matched, in one sentence. */
export function routeText(route: MatchingRoute): string {
  switch (route.how) {
    case "whole":
      return `everything was matched, because ${WHOLE_REASON_WORDS[route.why].en} (${WHOLE_REASON_WORDS[route.why].id})`;
    case "frozen":
      return `everything was matched under the model of version ${route.onVersionNo}'s line, as --full-frozen asked`;
    case "increment":
      return `only what changed since version ${route.onVersionNo} was matched: ${route.added} records came, ${route.removed} went, ${route.scored} pairs were weighed`;
    default:
      return route satisfies never;
  }
}

/** The same with what is left to the next build, for whoever has just built. */
export function routeLines({
  route,
  state,
}: Pick<BuiltMatching, "route" | "state">): readonly string[] {
  const left =
    state === undefined
      ? "no state is left to the next build"
      : `state left to the next build: ${state.layers} ${state.layers === 1 ? "layer" : "layers"}, ${(state.bytes / 2 ** 20).toFixed(1)} MB, sealed`;
  return [`  ${routeText(route)}`, `  ${left}`];
}

/** Whose evidence a version stands on, where it learned nothing itself, and how far its shares have moved since. */
export function carriedText({ carried }: Calibration): string | undefined {
  if (carried === undefined) return undefined;
  const { versionNo, label, asOf, increments, sharesThen, sharesNow } = carried;
  const said = (of: keyof BandShares): string => `${of} ${sharesThen[of]} to ${sharesNow[of]}`;
  return (
    `Weights, bands and trials are those of version ${versionNo} "${label}" (as of ${asOf}); versions that stand on them, this one counted: ${increments}. ` +
    `Of a thousand records since: ${said("linked")}, ${said("residual")}, ${said("review")}; the largest move is ${driftOf(sharesThen, sharesNow)}.`
  );
}
