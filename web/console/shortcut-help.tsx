import { type RefObject, useState } from "react";
import { keepShortcuts, shortcutsAreOn } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "./officer.tsx";

/** The list of keys, and the switch that silences them. */
export function ShortcutHelp({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  const { words } = useSpeech();
  const [on, setOn] = useState(shortcutsAreOn);
  const { officer } = useSitting();
  const { title, search, next, previous, open, help, review } = words.shortcuts;
  const keys = [
    ["/", search],
    ["J", next],
    ["K", previous],
    ["Enter", open],
    ["?", help],
    ...(officer.may.reviewPairs ? [["J K Y N U Z", review] as const] : []),
  ] as const;
  return (
    <dialog ref={dialog} aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">{title}</h2>
      <dl className="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            keepShortcuts(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        {words.shortcuts.on}
      </label>
      <form method="dialog">
        <button type="submit" className="button">
          {words.common.close}
        </button>
      </form>
    </dialog>
  );
}
