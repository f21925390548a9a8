import { type ReactNode, useState } from "react";
import { Part } from "#web/kit/page.tsx";
import { useNarrow } from "#web/kit/use-narrow.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/**
 * A part that waits folded on a phone. What stands in it is asked for when it is first seen, so that nobody's family is opened
 * unread; turning the phone keeps what was typed.
 */
export function PhonePart(given: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const { words } = useSpeech();
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const [wasSeen, noteSeen] = useState(!isNarrow);
  const { id, title, lead, children } = given;
  return (
    <Part id={id} title={title} lead={lead}>
      <details
        className="phone-fold"
        open={!isNarrow || isOpen}
        onToggle={({ currentTarget }) => {
          if (isNarrow) setOpen(currentTarget.open);
          if (currentTarget.open) noteSeen(true);
        }}
      >
        <summary hidden={!isNarrow}>
          {words.payments.unfold}
          <span className="unseen"> {title}</span>
        </summary>
        {wasSeen ? children : null}
      </details>
    </Part>
  );
}
