import { useEffect, useSyncExternalStore } from "react";

const KEPT_AS = "dtsen-shortcuts";
const CHANGED = "dtsen-shortcuts-changed";

/** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(KEPT_AS) !== "off";
}

export function keepShortcuts(on: boolean): void {
  localStorage.setItem(KEPT_AS, on ? "on" : "off");
  window.dispatchEvent(new Event(CHANGED));
}

/** Whether they are on, for screens that name the keys. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(listenToSwitch, shortcutsAreOn);
}

function listenToSwitch(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  return () => window.removeEventListener(CHANGED, changed);
}

/** J and K walk the rows of whatever list is shown; on a screen without rows they do nothing. */
export const ROW_KEYS = { j: () => stepRow(1), k: () => stepRow(-1) } as const;

/** Keys that act anywhere outside a field. */
export function useShortcuts(acts: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !shortcutsAreOn()) return;
      if (isTyping(event.target)) return;
      const act = acts[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [acts]);
}

/** A tick and a choice take no letters: keys act there as anywhere. */
const TYPED_INTO =
  "input:not([type='checkbox'], [type='radio']), select, textarea, dialog, [contenteditable='true']";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TYPED_INTO) !== null;
}

/** Rows are the links or buttons marked data-row, in the order of the page. */
function stepRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by;
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}
