import { Link, Navigate, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Officer } from "#contract/session.ts";
import { Announcer } from "#web/kit/announce.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { ROW_KEYS, useShortcuts } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Banner } from "./banner.tsx";
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

function Menu({ officer }: { readonly officer: Officer }) {
  const { words } = useSpeech();
  const menu = useShownEntry();
  const { readFamilies, readQuarantine, readAudit, readChecks, tabulate } = officer.may;
  const seesUnidentified = officer.may.recordUnidentified || officer.may.referUnidentified;
  const seesAccounts = officer.may.manageAccounts || officer.may.confirmAppointments;
  return (
    <nav className="menu" aria-label={words.app.menu} ref={menu}>
      <ul>
        <Entry to="/" label={words.nav.home} />
        {readFamilies ? <Entry to="/cari" label={words.nav.search} /> : null}
        {readChecks ? <Entry to="/bukti" label={words.nav.checks} /> : null}
        {readChecks ? <Entry to="/temuan" label={words.nav.findings} /> : null}
        {readChecks ? <Entry to="/penghapusan" label={words.removals.menu} /> : null}
        {readChecks ? <Entry to="/kunjungan" label={words.nav.visits} /> : null}
        {readChecks ? <Entry to="/usulan" label={words.proposals.menu} /> : null}
        {readFamilies ? <Entry to="/identitas" label={words.nav.identity} /> : null}
        {readFamilies ? <Entry to="/penyaluran" label={words.payments.menu} /> : null}
        {officer.may.reviewPairs ? <Entry to="/telaah" label={words.nav.review} /> : null}
        {seesUnidentified ? <Entry to="/tanpa-nik" label={words.nav.unidentified} /> : null}
        {officer.may.readReactivations ? (
          <Entry to="/reaktivasi" label={words.reactivation.menu} />
        ) : null}
        {officer.may.readPlans || officer.may.readCasePlans ? (
          <Entry to="/rencana" label={words.plans.menu} />
        ) : null}
        {officer.may.orderSuppressions ? (
          <Entry to="/perlindungan" label={words.nav.protection} />
        ) : null}
        <Entry to="/peta" label={words.nav.map} />
        <Entry to="/program" label={words.programs.menu} />
        <Entry to="/versi" label={words.nav.versions} />
        {officer.may.determine ? <Entry to="/penetapan" label={words.determinations.menu} /> : null}
        {tabulate ? <Entry to="/tabel" label={words.nav.tables} /> : null}
        {tabulate ? <Entry to="/bagaimana-jika" label={words.whatIf.menu} /> : null}
        {officer.may.readFigures ? <Entry to="/statistik" label={words.nav.bench} /> : null}
        {readQuarantine ? <Entry to="/karantina" label={words.nav.quarantine} /> : null}
        {seesAccounts ? <Entry to="/akun" label={words.nav.accounts} /> : null}
        {readAudit ? <Entry to="/audit" label={words.nav.audit} /> : null}
      </ul>
    </nav>
  );
}

/** On a phone the menu scrolls sideways: where one is stays in sight, also after the phone is turned. */
function useShownEntry() {
  const menu = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path moves the mark
  useEffect(() => {
    const show = () => {
      const entry = menu.current?.querySelector<HTMLElement>('[aria-current="page"]');
      if (menu.current === null || entry === null || entry === undefined) return;
      const { offsetLeft, offsetWidth } = entry;
      menu.current.scrollLeft = offsetLeft - (menu.current.clientWidth - offsetWidth) / 2;
    };
    show();
    window.addEventListener("resize", show);
    return () => window.removeEventListener("resize", show);
  }, [path]);
  return menu;
}

type Target =
  | "/"
  | "/cari"
  | "/bukti"
  | "/temuan"
  | "/penghapusan"
  | "/usulan"
  | "/tanpa-nik"
  | "/identitas"
  | "/telaah"
  | "/reaktivasi"
  | "/rencana"
  | "/perlindungan"
  | "/peta"
  | "/kunjungan"
  | "/program"
  | "/penyaluran"
  | "/versi"
  | "/penetapan"
  | "/tabel"
  | "/bagaimana-jika"
  | "/statistik"
  | "/karantina"
  | "/akun"
  | "/audit";

function Entry({ to, label }: { readonly to: Target; readonly label: string }) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact: to === "/" }}>
        {label}
      </Link>
    </li>
  );
}
