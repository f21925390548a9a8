import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 40rem)";

function listen(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the window is as narrow as a phone: drawings then use fewer, larger parts. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => matchMedia(NARROW).matches);
}
