import { Type } from "typebox";
import { Purpose } from "./purpose.ts";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

/** All three at once: no answer tells which of them was wrong. */
export const SignIn = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    totp: Type.Optional(Type.String({ pattern: "^[0-9]{6}$", description: "Six digits of now" })),
  },
  { additionalProperties: false },
);
export type SignIn = Type.Static<typeof SignIn>;

/** One's own password, given anew by who knows the old one. In the body, never in an address. */
export const PasswordChange = Type.Object(
  {
    current: Type.String({ minLength: 1, maxLength: 400 }),
    next: Type.String({ minLength: 1, maxLength: 400 }),
  },
  { additionalProperties: false },
);
export type PasswordChange = Type.Static<typeof PasswordChange>;

export const PasswordChanged = Type.Object(
  { sessionsEnded: Type.Integer({ minimum: 0, description: "Other sessions of the account" }) },
  { additionalProperties: false },
);
export type PasswordChanged = Type.Static<typeof PasswordChanged>;

/** Who is signed in, for what office and where. */
export const Officer = Type.Object(
  {
    account: Type.String(),
    fullName: Type.String(),
    role: Type.String({ description: "Role code; rights follow from it" }),
    roleWords: Words,
    institution: Type.String(),
    institutionCode: Type.String(),
    region: Region,
    /** Purposes under which this officer may open a family or its score; none for some roles. */
    purposes: Type.Array(Purpose),
    expiresAt: Type.String({ format: "date-time" }),
    /** What this officer's screens offer. The database decides; this only spares dead ends. */
    may: Type.Object(
      {
        readFamilies: Type.Boolean(),
        unmask: Type.Boolean(),
        readQuarantine: Type.Boolean(),
        readAudit: Type.Boolean(),
        tabulate: Type.Boolean(),
        readChecks: Type.Boolean(),
        decideChecks: Type.Boolean(),
        confirmFindings: Type.Boolean(),
        recordFindings: Type.Boolean(),
        issueCodes: Type.Boolean(),
        readWeights: Type.Boolean(),
        manageAccounts: Type.Boolean(),
        confirmAppointments: Type.Boolean(),
        recordUnidentified: Type.Boolean(),
        referUnidentified: Type.Boolean(),
        orderSuppressions: Type.Boolean(),
        releaseSuppressions: Type.Boolean(),
        readVault: Type.Boolean(),
        readReactivations: Type.Boolean(),
        readPlans: Type.Boolean(),
        readCasePlans: Type.Boolean(),
        readBook: Type.Boolean(),
        keepBook: Type.Boolean(),
        readCrises: Type.Boolean(),
        keepProviders: Type.Boolean(),
        makePlans: Type.Boolean(),
        reportReactivations: Type.Boolean(),
        readHolderChanges: Type.Boolean(),
        proposeHolders: Type.Boolean(),
        readProposals: Type.Boolean(),
        keepCalendar: Type.Boolean(),
        readObjections: Type.Boolean(),
        readResignations: Type.Boolean(),
        takeResignations: Type.Boolean(),
        readVerval: Type.Boolean(),
        openVerval: Type.Boolean(),
        readComplaints: Type.Boolean(),
        takeComplaints: Type.Boolean(),
        readAppeals: Type.Boolean(),
        takeAppeals: Type.Boolean(),
        takeProposals: Type.Boolean(),
        visitFamilies: Type.Boolean(),
        holdDeliberations: Type.Boolean(),
        answerIdentity: Type.Boolean(),
        reviewPairs: Type.Boolean(),
        settleReviews: Type.Boolean(),
        readFigures: Type.Boolean(),
        publishVersions: Type.Boolean(),
        withdrawVersions: Type.Boolean(),
        determine: Type.Boolean(),
        receiveCandidates: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type Officer = Type.Static<typeof Officer>;
