import { Navigate, Outlet, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { Officer } from "#contract/session.ts";
import { Announcer } from "#web/kit/announce.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { ROW_KEYS, useShortcuts } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Banner } from "./banner.tsx";
import { Menu } from "./menu.tsx";
import { SittingContext, useWhoAmI } from "./officer.tsx";
import { SearchDraftProvider } from "./search-draft.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";

const KEPT_AS = "dtsen-purpose";

/** Everything around a screen, for those who are signed in; others are led to the sign-in. */
export function Shell() {
  const session = useWhoAmI();
  const problem = session.data?.ok === false ? session.data.problem : undefined;
  if (problem?.status === 401) return <Navigate to="/masuk" />;
  return <Loaded query={session}>{(officer) => <Inside officer={officer} />}</Loaded>;
}

function keptPurpose({ purposes }: Officer): string {
  const kept = sessionStorage.getItem(KEPT_AS);
  return (purposes.find(({ code }) => code === kept) ?? purposes[0])?.code ?? "none";
}

function Inside({ officer }: { readonly officer: Officer }) {
  const { words } = useSpeech();
  const [purpose, setPurpose] = useState(() => keptPurpose(officer));
  const sitting = useMemo(
    () => ({
      officer,
      purpose,
      setPurpose: (chosen: string) => {
        sessionStorage.setItem(KEPT_AS, chosen);
        setPurpose(chosen);
      },
    }),
    [officer, purpose],
  );
  const help = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const acts = useMemo(
    () => ({
      ...ROW_KEYS,
      "/": () => {
        if (officer.may.readFamilies) void navigate({ to: "/cari" });
        document.querySelector<HTMLInputElement>("[data-search]")?.focus();
      },
      "?": () => help.current?.showModal(),
    }),
    [navigate, officer],
  );
  useShortcuts(acts);
  return (
    <SittingContext.Provider value={sitting}>
      <a className="skip" href="#content">
        {words.app.skip}
      </a>
      <Announcer>
        <SearchDraftProvider>
          <Banner onHelp={() => help.current?.showModal()} />
          <Menu officer={officer} />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </SearchDraftProvider>
      </Announcer>
      <ShortcutHelp dialog={help} />
    </SittingContext.Provider>
  );
}
