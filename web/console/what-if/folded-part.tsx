import { type ReactNode, useState } from "react";
import type { Words } from "#domain/words.ts";
import { Part } from "#web/kit/page.tsx";
import { useNarrow } from "#web/kit/use-narrow.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** A part of the screen that is folded where the screen is narrow, until somebody opens it. */
export function FoldedPart(given: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly counted?: Words;
  readonly children: ReactNode;
}) {
  const { words } = useSpeech();
  const isNarrow = useNarrow();
  const [opened, setOpened] = useState<boolean>();
  const { id, title, lead, counted, children } = given;
  const isOpen = opened ?? !isNarrow;
  return (
    <Part id={id} title={title} lead={isNarrow ? undefined : lead} counted={counted}>
      {isNarrow ? (
        <details open={isOpen} onToggle={(event) => setOpened(event.currentTarget.open)}>
          <summary>{`${words.whatIf.unfold}: ${title}`}</summary>
          {isOpen && lead !== undefined ? <p className="soft part-lead">{lead}</p> : null}
          {isOpen ? children : null}
        </details>
      ) : (
        children
      )}
    </Part>
  );
}
