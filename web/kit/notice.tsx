import type { ReactNode } from "react";

const SIGN = { attention: "!", wrong: "×", good: "✓", plain: "i" } as const;

/** A message that stands out by shape, word and colour; never by colour alone. */
export function Notice({
  tone = "plain",
  title,
  children,
}: {
  readonly tone?: keyof typeof SIGN;
  readonly title?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`} role={tone === "wrong" ? "alert" : undefined}>
      <span className="notice-sign" aria-hidden="true">
        {SIGN[tone]}
      </span>
      <div>
        {title === undefined ? null : <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
