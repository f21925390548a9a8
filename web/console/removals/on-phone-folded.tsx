import { type ReactNode, useState } from "react";
import { useNarrow } from "#web/kit/use-narrow.ts";

/** The rest of a card: there on a desk, folded on a phone. Turning the phone keeps what was typed. */
export function OnPhoneFolded({
  title,
  said,
  children,
}: {
  readonly title: string;
  /** Whose it is, for those who hear the list. */
  readonly said: string;
  readonly children: ReactNode;
}) {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="phone-fold"
      open={!isNarrow || isOpen}
      onToggle={({ currentTarget }) => isNarrow && setOpen(currentTarget.open)}
    >
      <summary hidden={!isNarrow}>
        {title}
        <span className="unseen"> {said}</span>
      </summary>
      {children}
    </details>
  );
}
