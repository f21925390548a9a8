import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { FamilySearch } from "#contract/families.ts";

/** Which of the three ways of looking is chosen, what is typed, and what was last sent. */
export type SearchDraft = {
  readonly by: "name" | "nik" | "kk";
  readonly text: string;
  readonly village: string;
  readonly sent: FamilySearch | undefined;
};

const EMPTY: SearchDraft = { by: "name", text: "", village: "", sent: undefined };

type Held = readonly [SearchDraft, (draft: SearchDraft) => void];
const DraftContext = createContext<Held>([EMPTY, () => undefined]);

/** Kept in memory while the console is open: coming back from a family finds the list as it was. */
export function SearchDraftProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setDraft] = useState(EMPTY);
  const held = useMemo<Held>(() => [draft, setDraft], [draft]);
  return <DraftContext.Provider value={held}>{children}</DraftContext.Provider>;
}

/** The search as the officer left it. */
export function useSearchDraft(): Held {
  return useContext(DraftContext);
}
