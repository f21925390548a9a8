import type { Expression } from "#domain/rule.ts";
import type { Ruleset } from "./ruleset.ts";

/** The rule that serves the poorest deciles only, and the last decile it lets in; undefined where a program has none. */
export function programCut({
  rules,
}: Pick<Ruleset, "rules">): { readonly ruleId: string; readonly cut: number } | undefined {
  for (const { id, kind, when } of rules) {
    const cut = kind === "eligibility" ? lastDecile(when) : undefined;
    if (cut !== undefined && cut < 10) return { ruleId: id, cut };
  }
  return undefined;
}

function lastDecile(when: Expression): number | undefined {
  if (!("fact" in when) || when.fact !== "decile_national" || !("between" in when))
    return undefined;
  const [from, to] = when.between;
  return from === 1 ? to : undefined;
}
