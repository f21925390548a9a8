import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const Announce = createContext<(text: string) => void>(() => undefined);

/** One polite live region for the whole console: what happened is also heard. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState("");
  const announce = useCallback((text: string) => {
    setSaid("");
    requestAnimationFrame(() => setSaid(text));
  }, []);
  return (
    <Announce.Provider value={announce}>
      {children}
      <p className="unseen" aria-live="polite" role="status">
        {said}
      </p>
    </Announce.Provider>
  );
}

/** Says a short sentence to people who listen. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}
