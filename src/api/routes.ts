import { accountRoutes } from "./accounts.ts";
import { appointmentRoutes } from "./appointments.ts";
import { auditRoutes } from "./audit.ts";
import { consoleRoutes } from "./console.ts";
import { crossTableRoutes } from "./cross-tables.ts";
import type { RoutePlugin } from "./deps.ts";
import { enrolmentRoutes } from "./enrolment.ts";
import { evidenceCheckRoutes } from "./evidence-checks.ts";
import { familiesRoutes } from "./families.ts";
import { findingRoutes } from "./findings.ts";
import { homeRoutes } from "./home.ts";
import { identityCheckRoutes } from "./identity-checks.ts";
import { identityReviewRoutes } from "./identity-reviews.ts";
import { openapiRoutes } from "./openapi.ts";
import { ownPasswordRoutes } from "./own-password.ts";
import { publicAssetRoutes } from "./public-assets.ts";
import { publicFigureRoutes } from "./public-figures.ts";
import { publicLookupRoutes } from "./public-lookup.ts";
import { publicPageRoutes } from "./public-pages.ts";
import { quarantineRoutes } from "./quarantine.ts";
import { sessionRoutes } from "./session.ts";
import { suppressionRoutes } from "./suppressions.ts";
import { unidentifiedRoutes } from "./unidentified.ts";
import { vaultRoutes } from "./vault.ts";
import { versionModelRoutes } from "./version-model.ts";
import { versionsRoutes } from "./versions.ts";

/** Every group of routes, in the order of registration. A new resource adds its line here. */
export const ROUTES: readonly RoutePlugin[] = [
  openapiRoutes,
  sessionRoutes,
  ownPasswordRoutes,
  homeRoutes,
  familiesRoutes,
  unidentifiedRoutes,
  evidenceCheckRoutes,
  findingRoutes,
  identityCheckRoutes,
  identityReviewRoutes,
  suppressionRoutes,
  vaultRoutes,
  versionsRoutes,
  versionModelRoutes,
  crossTableRoutes,
  quarantineRoutes,
  auditRoutes,
  accountRoutes,
  appointmentRoutes,
  enrolmentRoutes,
  consoleRoutes,
  publicAssetRoutes,
  publicPageRoutes,
  publicLookupRoutes,
  publicFigureRoutes,
];
