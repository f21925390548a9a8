import { accountRoutes } from "./accounts.ts";
import { aidProposalRoutes } from "./aid-proposals.ts";
import { appealRoutes } from "./appeals.ts";
import { appointmentRoutes } from "./appointments.ts";
import { areaFigureRoutes } from "./area-figures.ts";
import { auditRoutes } from "./audit.ts";
import { bookRoutes } from "./book.ts";
import { bookAssignmentRoutes } from "./book-assignments.ts";
import { bookSessionRoutes } from "./book-sessions.ts";
import { bookWarningRoutes } from "./book-warnings.ts";
import { candidateFileRoutes } from "./candidate-files.ts";
import { candidateListRoutes } from "./candidate-lists.ts";
import { candidateResultFileRoutes } from "./candidate-result-files.ts";
import { candidateResultRoutes } from "./candidate-results.ts";
import { cardHolderRoutes } from "./card-holders.ts";
import { complaintRoutes } from "./complaints.ts";
import { consoleRoutes } from "./console.ts";
import { correctionProposalRoutes } from "./correction-proposals.ts";
import { crisisRoutes } from "./crises.ts";
import { crisisWorkRoutes } from "./crisis-work.ts";
import { crossTableRoutes } from "./cross-tables.ts";
import { decreeActRoutes } from "./decree-acts.ts";
import { deliberationRoutes } from "./deliberations.ts";
import type { RoutePlugin } from "./deps.ts";
import { determinationLetterRoutes } from "./determination-letter.ts";
import { determinationRoutes } from "./determinations.ts";
import { enrolmentRoutes } from "./enrolment.ts";
import { evaluationRoutes } from "./evaluations.ts";
import { evidenceCheckRoutes } from "./evidence-checks.ts";
import { evidenceFileRoutes } from "./evidence-files.ts";
import { familiesRoutes } from "./families.ts";
import { familyAsOfRoutes } from "./family-as-of.ts";
import { familyPaymentRoutes } from "./family-payments.ts";
import { familyWaterfallRoutes } from "./family-waterfall.ts";
import { findingRoutes } from "./findings.ts";
import { groundCheckRoutes } from "./ground-checks.ts";
import { holderChangeRoutes } from "./holder-changes.ts";
import { holdingFigureRoutes } from "./holding-figures.ts";
import { homeRoutes } from "./home.ts";
import { identityCheckRoutes } from "./identity-checks.ts";
import { identityReviewRoutes } from "./identity-reviews.ts";
import { jointWhatIfRoutes } from "./joint-what-if.ts";
import { meetingRoutes } from "./meetings.ts";
import { modelRoutes } from "./models.ts";
import { noticeLetterRoutes } from "./notice-letters.ts";
import { objectionRoutes } from "./objections.ts";
import { officeCalendarRoutes } from "./office-calendar.ts";
import { openapiRoutes } from "./openapi.ts";
import { outcomeRoutes } from "./outcomes.ts";
import { ownExplanationRoutes } from "./own-explanation.ts";
import { ownLifeEventRoutes } from "./own-life-events.ts";
import { ownPasswordRoutes } from "./own-password.ts";
import { ownReaderRoutes } from "./own-readers.ts";
import { ownReceiptRoutes } from "./own-receipts.ts";
import { paymentListRoutes } from "./payment-lists.ts";
import { paymentSampleRoutes } from "./payment-sample-results.ts";
import { paymentRoutes } from "./payments.ts";
import { planRoutes } from "./plans.ts";
import { programRoutes } from "./programs.ts";
import { providerRoutes } from "./providers.ts";
import { publicAssetRoutes } from "./public-assets.ts";
import { publicComplaintRoutes } from "./public-complaints.ts";
import { publicDeterminationRoutes } from "./public-determination.ts";
import { publicFigureRoutes } from "./public-figures.ts";
import { publicLookupRoutes } from "./public-lookup.ts";
import { publicNoticeRoutes } from "./public-notices.ts";
import { publicPageRoutes } from "./public-pages.ts";
import { publicPreCheckRoutes } from "./public-pre-check.ts";
import { publicProgramRoutes } from "./public-programs.ts";
import { publicProposalRoutes } from "./public-proposals.ts";
import { publicSlipRoutes } from "./public-slips.ts";
import { publicTidingsRoutes } from "./public-tidings.ts";
import { quarantineRoutes } from "./quarantine.ts";
import { reactivationRoutes } from "./reactivations.ts";
import { referenceRoutes } from "./reference.ts";
import { removalRoutes } from "./removals.ts";
import { resignationRoutes } from "./resignations.ts";
import { ruleDraftRoutes } from "./rule-drafts.ts";
import { ruleExactRoutes } from "./rule-exact.ts";
import { sessionRoutes } from "./session.ts";
import { suppressionRoutes } from "./suppressions.ts";
import { unidentifiedRoutes } from "./unidentified.ts";
import { vaultRoutes } from "./vault.ts";
import { versionDecreesRoutes } from "./version-decrees.ts";
import { versionGatesRoutes } from "./version-gates.ts";
import { versionLayersRoutes } from "./version-layers.ts";
import { versionModelRoutes } from "./version-model.ts";
import { versionMovesRoutes } from "./version-moves.ts";
import { versionsRoutes } from "./versions.ts";
import { vervalRoutes } from "./verval.ts";
import { visitPlanRoutes } from "./visit-plan.ts";
import { whatIfRoutes } from "./what-if.ts";

/** Every group of routes, in the order of registration. A new resource adds its line here. */
export const ROUTES: readonly RoutePlugin[] = [
  openapiRoutes,
  sessionRoutes,
  ownPasswordRoutes,
  homeRoutes,
  familiesRoutes,
  visitPlanRoutes,
  familyWaterfallRoutes,
  familyAsOfRoutes,
  familyPaymentRoutes,
  unidentifiedRoutes,
  evidenceCheckRoutes,
  findingRoutes,
  correctionProposalRoutes,
  identityCheckRoutes,
  identityReviewRoutes,
  reactivationRoutes,
  holderChangeRoutes,
  aidProposalRoutes,
  groundCheckRoutes,
  deliberationRoutes,
  meetingRoutes,
  outcomeRoutes,
  evidenceFileRoutes,
  objectionRoutes,
  resignationRoutes,
  complaintRoutes,
  appealRoutes,
  officeCalendarRoutes,
  cardHolderRoutes,
  planRoutes,
  bookRoutes,
  bookWarningRoutes,
  bookSessionRoutes,
  bookAssignmentRoutes,
  crisisRoutes,
  crisisWorkRoutes,
  providerRoutes,
  suppressionRoutes,
  vaultRoutes,
  vervalRoutes,
  versionsRoutes,
  versionModelRoutes,
  versionLayersRoutes,
  versionMovesRoutes,
  versionGatesRoutes,
  referenceRoutes,
  removalRoutes,
  noticeLetterRoutes,
  versionDecreesRoutes,
  decreeActRoutes,
  determinationRoutes,
  determinationLetterRoutes,
  candidateListRoutes,
  candidateFileRoutes,
  candidateResultRoutes,
  candidateResultFileRoutes,
  ruleDraftRoutes,
  ruleExactRoutes,
  modelRoutes,
  programRoutes,
  areaFigureRoutes,
  holdingFigureRoutes,
  crossTableRoutes,
  paymentRoutes,
  paymentListRoutes,
  paymentSampleRoutes,
  whatIfRoutes,
  jointWhatIfRoutes,
  evaluationRoutes,
  quarantineRoutes,
  auditRoutes,
  accountRoutes,
  appointmentRoutes,
  enrolmentRoutes,
  consoleRoutes,
  publicAssetRoutes,
  publicPageRoutes,
  publicLookupRoutes,
  ownExplanationRoutes,
  ownLifeEventRoutes,
  ownReaderRoutes,
  ownReceiptRoutes,
  publicSlipRoutes,
  publicProposalRoutes,
  publicComplaintRoutes,
  publicTidingsRoutes,
  publicPreCheckRoutes,
  publicNoticeRoutes,
  publicFigureRoutes,
  publicDeterminationRoutes,
  publicProgramRoutes,
];
