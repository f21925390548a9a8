import type { Officer } from "#contract/session.ts";
import type { Dictionary } from "#web/kit/words/dictionary.ts";

/** Every screen the menu leads to. */
export type Target =
  | "/"
  | "/cari"
  | "/bukti"
  | "/temuan"
  | "/penghapusan"
  | "/usulan"
  | "/usulan-bantuan"
  | "/sanggah"
  | "/verval"
  | "/mundur"
  | "/aduan"
  | "/keberatan"
  | "/hasil"
  | "/kalender"
  | "/tanpa-nik"
  | "/identitas"
  | "/telaah"
  | "/reaktivasi"
  | "/ganti-pengurus"
  | "/buku"
  | "/rencana"
  | "/darurat"
  | "/perlindungan"
  | "/peta"
  | "/kunjungan"
  | "/program"
  | "/penyaluran"
  | "/versi"
  | "/penetapan"
  | "/daftar-calon"
  | "/tumpang-tindih"
  | "/tabel"
  | "/bagaimana-jika"
  | "/statistik"
  | "/karantina"
  | "/akun"
  | "/audit";

export type MenuEntry = { readonly to: Target; readonly label: string };
export type MenuGroup = {
  readonly id: string;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
};

/** What this officer's menu offers, by the work it belongs to; a group without a screen for the officer is left out. */
export function menuGroups({ may }: Officer, words: Dictionary): readonly MenuGroup[] {
  const { nav } = words;
  const groups = [
    {
      id: "people",
      label: nav.people,
      entries: [
        on(may.readFamilies, "/cari", nav.search),
        on(may.readFamilies, "/identitas", nav.identity),
        on(may.recordUnidentified || may.referUnidentified, "/tanpa-nik", nav.unidentified),
        on(may.orderSuppressions, "/perlindungan", nav.protection),
      ],
    },
    {
      id: "field",
      label: nav.field,
      entries: [
        on(may.readChecks, "/bukti", nav.checks),
        on(may.readChecks, "/temuan", nav.findings),
        on(may.readChecks, "/kunjungan", nav.visits),
        on(may.readVerval, "/verval", words.verval.menu),
        on(may.readProposals, "/usulan-bantuan", words.usulan.menu),
        on(may.readObjections, "/sanggah", words.sanggah.menu),
        on(may.readChecks, "/usulan", words.proposals.menu),
        on(may.readCrises, "/darurat", words.crisis.menu),
      ],
    },
    services(may, words),
    {
      id: "aid",
      label: nav.aid,
      entries: [
        on(true, "/program", words.programs.menu),
        on(may.determine, "/penetapan", words.determinations.menu),
        on(may.receiveCandidates, "/daftar-calon", words.candidates.menu),
        on(may.readChecks, "/penghapusan", words.removals.menu),
        on(may.readFamilies, "/penyaluran", words.payments.menu),
        on(may.readBook, "/buku", words.book.menu),
        on(may.readPlans || may.readCasePlans, "/rencana", words.plans.menu),
      ],
    },
    {
      id: "data",
      label: nav.data,
      entries: [
        on(true, "/versi", nav.versions),
        on(true, "/peta", nav.map),
        on(may.readFigures, "/tumpang-tindih", words.holdings.menu),
        on(may.reviewPairs, "/telaah", nav.review),
        on(may.tabulate, "/tabel", nav.tables),
        on(may.tabulate, "/bagaimana-jika", words.whatIf.menu),
        on(may.readFigures, "/statistik", nav.bench),
        on(may.readQuarantine, "/karantina", nav.quarantine),
      ],
    },
    {
      id: "control",
      label: nav.control,
      entries: [
        on(may.manageAccounts || may.confirmAppointments, "/akun", nav.accounts),
        on(may.readProposals, "/hasil", words.outcomes.menu),
        on(may.keepCalendar, "/kalender", words.calendar.menu),
        on(may.readAudit, "/audit", nav.audit),
      ],
    },
  ];
  return groups
    .map(({ entries, ...group }) => ({ ...group, entries: entries.flat() }))
    .filter(({ entries }) => entries.length > 0);
}

/** What families ask of offices beside aid itself. */
const services = (may: Officer["may"], words: Dictionary) => ({
  id: "services",
  label: words.services.menu,
  entries: [
    on(may.readReactivations, "/reaktivasi", words.reactivation.menu),
    on(may.readHolderChanges, "/ganti-pengurus", words.holders.menu),
    on(may.readResignations, "/mundur", words.services.resignations.menu),
    on(may.readComplaints, "/aduan", words.services.complaints.menu),
    on(may.readAppeals || may.takeAppeals, "/keberatan", words.services.appeals.menu),
  ],
});

const on = (isOffered: boolean, to: Target, label: string): readonly MenuEntry[] =>
  isOffered ? [{ to, label }] : [];
