import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { aidProposalScreens } from "./aid-proposals/routes.ts";
import { mapSearch } from "./bench/map-search.ts";
import { bookScreens } from "./book/routes.ts";
import { candidateScreens } from "./candidates/routes.ts";
import { crisisScreens } from "./crises/routes.ts";
import { evaluationScreens } from "./evaluation/routes.ts";
import { fieldworkScreens } from "./fieldwork/routes.ts";
import { holderScreens } from "./holders/routes.ts";
import { holdingScreens } from "./holdings/routes.ts";
import { inside, root } from "./inside.ts";
import { calendarScreens } from "./office-calendar/routes.ts";
import { outcomeScreens } from "./outcomes/routes.ts";
import { pastSearch } from "./past/past-search.ts";
import { planScreens } from "./plans/routes.ts";
import { programScreens } from "./programs/routes.ts";
import { protectionScreens } from "./protection/routes.ts";
import { reactivationScreens } from "./reactivation/routes.ts";
import { ofRegion, worklistSearch } from "./region-search.ts";
import { REVIEW_ROUTES } from "./review/review-routes.ts";
import { serviceScreens } from "./services/routes.ts";
import { TABLE_ROUTES } from "./tables/table-routes.ts";
import { vervalScreens } from "./verval/routes.ts";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/masuk",
  component: lazyRouteComponent(() => import("./screens/sign-in.tsx"), "SignIn"),
});

const enrol = createRoute({
  getParentRoute: () => root,
  path: "/daftar",
  component: lazyRouteComponent(() => import("./accounts/enrol.tsx"), "Enrol"),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  component: lazyRouteComponent(() => import("./screens/home.tsx"), "Home"),
});

const search = createRoute({
  getParentRoute: () => inside,
  path: "/cari",
  component: lazyRouteComponent(() => import("./screens/search.tsx"), "Search"),
});

const worklist = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga",
  validateSearch: worklistSearch,
  component: lazyRouteComponent(() => import("./screens/worklist.tsx"), "Worklist"),
});

const family = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId",
  component: lazyRouteComponent(() => import("./family/family-screen.tsx"), "FamilyScreen"),
});

const familyPast = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/dahulu",
  validateSearch: pastSearch,
  component: lazyRouteComponent(() => import("./past/past-screen.tsx"), "PastScreen"),
});

const waterfall = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/skor",
  component: lazyRouteComponent(() => import("./family/waterfall-screen.tsx"), "WaterfallScreen"),
});

const map = createRoute({
  getParentRoute: () => inside,
  path: "/peta",
  component: lazyRouteComponent(() => import("./screens/map.tsx"), "RegionMap"),
});

const areas = createRoute({
  getParentRoute: () => inside,
  path: "/daerah",
  validateSearch: ofRegion,
  component: lazyRouteComponent(() => import("./areas/areas-screen.tsx"), "AreasScreen"),
});

const bench = createRoute({
  getParentRoute: () => inside,
  path: "/statistik",
  component: lazyRouteComponent(() => import("./bench/models-screen.tsx"), "ModelsScreen"),
});

const maps = createRoute({
  getParentRoute: () => inside,
  path: "/statistik/peta",
  validateSearch: mapSearch,
  component: lazyRouteComponent(() => import("./bench/maps-screen.tsx"), "MapsScreen"),
});

const visits = createRoute({
  getParentRoute: () => inside,
  path: "/kunjungan",
  validateSearch: ofRegion,
  component: lazyRouteComponent(() => import("./visits/visits-screen.tsx"), "VisitsScreen"),
});

const payments = createRoute({
  getParentRoute: () => inside,
  path: "/penyaluran",
  validateSearch: ofRegion,
  component: lazyRouteComponent(() => import("./payments/payments-screen.tsx"), "PaymentsScreen"),
});

const versions = createRoute({
  getParentRoute: () => inside,
  path: "/versi",
  component: lazyRouteComponent(() => import("./screens/versions.tsx"), "Versions"),
});

const version = createRoute({
  getParentRoute: () => inside,
  path: "/versi/$versionNo",
  component: lazyRouteComponent(() => import("./screens/version.tsx"), "Version"),
});

const versionModel = createRoute({
  getParentRoute: () => inside,
  path: "/versi/$versionNo/model",
  component: lazyRouteComponent(() => import("./model/model-screen.tsx"), "ModelScreen"),
});

const versionMoves = createRoute({
  getParentRoute: () => inside,
  path: "/versi/$versionNo/pergeseran",
  component: lazyRouteComponent(() => import("./moves/moves-screen.tsx"), "MovesScreen"),
});

const versionGates = createRoute({
  getParentRoute: () => inside,
  path: "/versi/$versionNo/gerbang",
  component: lazyRouteComponent(() => import("./moves/gates-screen.tsx"), "GatesScreen"),
});

const determinations = createRoute({
  getParentRoute: () => inside,
  path: "/penetapan",
  component: lazyRouteComponent(
    () => import("./determinations/determinations-screen.tsx"),
    "DeterminationsScreen",
  ),
});

const determination = createRoute({
  getParentRoute: () => inside,
  path: "/penetapan/$number",
  component: lazyRouteComponent(
    () => import("./determinations/determination-screen.tsx"),
    "DeterminationScreen",
  ),
});

const versionRemovals = createRoute({
  getParentRoute: () => inside,
  path: "/versi/$versionNo/penghapusan",
  component: lazyRouteComponent(() => import("./removals/leaving-screen.tsx"), "LeavingScreen"),
});

const removals = createRoute({
  getParentRoute: () => inside,
  path: "/penghapusan",
  component: lazyRouteComponent(() => import("./removals/removals-screen.tsx"), "RemovalsScreen"),
});

const quarantine = createRoute({
  getParentRoute: () => inside,
  path: "/karantina",
  component: lazyRouteComponent(() => import("./screens/quarantine.tsx"), "Quarantine"),
});

const identity = createRoute({
  getParentRoute: () => inside,
  path: "/identitas",
  component: lazyRouteComponent(() => import("./identity/identity-screen.tsx"), "IdentityScreen"),
});

const identityCase = createRoute({
  getParentRoute: () => inside,
  path: "/identitas/$personId",
  component: lazyRouteComponent(() => import("./identity/case-screen.tsx"), "CaseScreen"),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: "/audit",
  component: lazyRouteComponent(() => import("./screens/audit.tsx"), "Audit"),
});

const accounts = createRoute({
  getParentRoute: () => inside,
  path: "/akun",
  component: lazyRouteComponent(() => import("./accounts/accounts-screen.tsx"), "AccountsScreen"),
});

const ownAccount = createRoute({
  getParentRoute: () => inside,
  path: "/akun-saya",
  component: lazyRouteComponent(() => import("./accounts/own-account.tsx"), "OwnAccount"),
});

const screens = [
  home,
  search,
  worklist,
  family,
  familyPast,
  waterfall,
  identity,
  identityCase,
  ...REVIEW_ROUTES,
  ...reactivationScreens,
  ...serviceScreens,
  ...vervalScreens,
  ...holderScreens,
  ...aidProposalScreens,
  ...outcomeScreens,
  ...calendarScreens,
  ...fieldworkScreens,
  ...programScreens,
  ...planScreens,
  ...candidateScreens,
  ...bookScreens,
  ...crisisScreens,
  ...protectionScreens,
  map,
  areas,
  ...holdingScreens,
  bench,
  maps,
  ...evaluationScreens,
  visits,
  payments,
  versions,
  version,
  versionModel,
  versionMoves,
  versionGates,
  determinations,
  determination,
  versionRemovals,
  removals,
  ...TABLE_ROUTES,
  quarantine,
  audit,
  accounts,
  ownAccount,
];

/** Every screen of the console under /konsol, each loaded when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([signIn, enrol, inside.addChildren(screens)]),
  basepath: "/konsol",
  defaultPreload: false,
  scrollRestoration: true,
});
