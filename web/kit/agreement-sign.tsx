/** How two values compare, as every screen and its words say it. */
export type Agreement = "same" | "near" | "different" | "not-known";

const SIGN: Readonly<Record<Agreement, string>> = {
  same: "✓",
  near: "≈",
  different: "≠",
  "not-known": "?",
};

/** The comparison as a shape beside its word; the colour only helps the eye. */
export function AgreementSign({ level }: { readonly level: Agreement }) {
  return (
    <span className={`answer-sign sign-${level}`} aria-hidden="true">
      {SIGN[level]}
    </span>
  );
}
