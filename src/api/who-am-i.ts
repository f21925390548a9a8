import type { Officer } from "#contract/session.ts";
import type { Tx } from "#store/transact.ts";
import { regionCode } from "./region-code.ts";

type AppointmentRow = {
  readonly role_code: string;
  readonly role_id: string;
  readonly role_en: string;
  readonly institution: string;
  readonly institution_code: string;
  readonly region_name: string;
  readonly tier: Officer["region"]["tier"] | "nation";
  readonly village_lo: number;
  readonly village_hi: number;
};

/** Whoever acts, with the widest appointment in force; undefined where none is. */
export async function readOfficer(tx: Tx): Promise<Officer | undefined> {
  const [account] = await tx.query<{ username: string; person_name: string; until: Date }>(
    `select a.username, a.person_name, least(s.idle_until, s.absolute_until) as until
     from dtsen.account a join dtsen.session s on s.session_id = dtsen.acting_session()
     where a.account_id = dtsen.acting_account()`,
  );
  const appointments = await readAppointments(tx);
  const [seat] = appointments;
  if (account === undefined || seat === undefined) return undefined;
  const roles = appointments.map(({ role_code }) => role_code);
  const rights = await readRights(tx, roles);
  return {
    account: account.username,
    fullName: account.person_name,
    role: seat.role_code,
    roleWords: { id: seat.role_id, en: seat.role_en },
    institution: seat.institution,
    institutionCode: seat.institution_code,
    region: {
      code: regionCode(seat.tier, seat.village_lo),
      name: seat.region_name,
      tier: seat.tier === "nation" ? "country" : seat.tier,
    },
    purposes: await readPurposes(tx, roles),
    expiresAt: account.until.toISOString(),
    may: mayOf(rights),
  };
}

/** What the console offers this officer, by right and, where it is told, by purpose. */
function mayOf(rights: ReadonlySet<string>): Officer["may"] {
  const mayList = rights.has("read-family verification");
  return {
    readFamilies: rights.has("read-family"),
    unmask: rights.has("unmask-identity"),
    readQuarantine: rights.has("read-quarantine"),
    readAudit: rights.has("read-audit"),
    tabulate: rights.has("tabulate statistics"),
    readChecks: rights.has("read-family verification"),
    decideChecks: rights.has("decide-check verification"),
    confirmFindings: rights.has("confirm-finding verification"),
    recordFindings: mayList && rights.has("record-finding verification"),
    issueCodes: mayList && rights.has("issue-check-code service"),
    readWeights: rights.has("read-weights statistics") || rights.has("read-weights supervision"),
    manageAccounts: rights.has("manage-account administration"),
    confirmAppointments: rights.has("confirm-appointment administration"),
    recordUnidentified: mayList && rights.has("record-unidentified verification"),
    referUnidentified: mayList && rights.has("refer-unidentified verification"),
    orderSuppressions: rights.has("order-suppression"),
    releaseSuppressions: rights.has("release-suppression"),
    readVault: rights.has("read-vault"),
    readReactivations: rights.has("read-reactivation service"),
    readHolderChanges: rights.has("read-holder service"),
    proposeHolders: rights.has("propose-holder service"),
    readProposals: rights.has("read-proposal verification"),
    keepCalendar: rights.has("keep-calendar worklist"),
    readObjections: rights.has("read-objection verification"),
    readResignations: rights.has("read-resignation verification"),
    takeResignations: rights.has("take-resignation verification"),
    readComplaints: rights.has("read-complaint complaint"),
    takeComplaints: rights.has("take-complaint complaint"),
    readVerval: rights.has("read-verval verification"),
    openVerval: rights.has("open-verval verification"),
    readAppeals: rights.has("read-appeal complaint"),
    takeAppeals: rights.has("take-appeal complaint"),
    takeProposals: rights.has("take-proposal verification"),
    visitFamilies: rights.has("visit-family verification"),
    holdDeliberations: rights.has("hold-deliberation verification"),
    readPlans: rights.has("read-plan service"),
    readCrises: rights.has("read-crisis"),
    readCasePlans: rights.has("read-plan protection"),
    readBook: rights.has("keep-book service") || rights.has("oversee-book service"),
    keepBook: rights.has("keep-book service"),
    keepProviders: rights.has("keep-provider service"),
    makePlans: rights.has("plan-empowerment service") || rights.has("plan-empowerment protection"),
    reportReactivations: rights.has("report-reactivation service"),
    answerIdentity: rights.has("answer-identity identity-check"),
    reviewPairs: rights.has("review-pair update"),
    settleReviews: rights.has("settle-review update"),
    readFigures: rights.has("read-figures worklist"),
    publishVersions: rights.has("publish-version publication"),
    withdrawVersions: rights.has("withdraw-version publication"),
    determine: rights.has("issue-decree program-determination"),
    receiveCandidates: rights.has("receive-candidates program-determination"),
  };
}

/** Appointments in force today, the widest region first. */
async function readAppointments(tx: Tx): Promise<AppointmentRow[]> {
  return await tx.query<AppointmentRow>(
    `select p.role_code, r.name_id as role_id, r.name_en as role_en,
       i.name_id as institution, i.institution_code, g.name as region_name, g.tier, p.village_lo, p.village_hi
     from dtsen.appointment p
     join dtsen.role r on r.role_code = p.role_code
     join dtsen.office o on o.office_code = p.office_code
     join dtsen.institution i on i.institution_code = o.institution_code
     join dtsen.region g on g.region_id = p.region_id
     where p.account_id = dtsen.acting_account() and p.revoked_at is null
       and p.confirmed_by is not null
       and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
     order by p.village_hi - p.village_lo desc, p.appointment_id`,
  );
}

/** Each right by its code, and once more with the purpose for which it is held. */
async function readRights(tx: Tx, roles: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ right_code: string; purpose_code: string }>(
    "select distinct right_code, purpose_code from dtsen.role_right where role_code = any ($1)",
    [roles],
  );
  return new Set(rows.flatMap((row) => [row.right_code, `${row.right_code} ${row.purpose_code}`]));
}

/** Purposes under which these roles may open a family, or its score taken apart. */
async function readPurposes(tx: Tx, roles: readonly string[]): Promise<Officer["purposes"]> {
  const rows = await tx.query<{ code: string; id: string; en: string; basis: string }>(
    `select distinct p.purpose_code as code, p.name_id as id, p.name_en as en, p.legal_basis as basis
     from dtsen.role_right rr join dtsen.purpose p on p.purpose_code = rr.purpose_code
     where rr.role_code = any ($1) and rr.right_code in ('read-family', 'read-weights')
     order by p.purpose_code desc`,
    [roles],
  );
  return rows.map(({ code, id, en, basis }) => ({ code, words: { id, en }, legalBasis: basis }));
}
