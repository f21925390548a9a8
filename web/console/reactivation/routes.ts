import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const reactivations = createRoute({
  getParentRoute: () => inside,
  path: "/reaktivasi",
  component: lazyRouteComponent(() => import("./reactivations-screen.tsx"), "Reactivations"),
});

const reactivationOutside = createRoute({
  getParentRoute: () => inside,
  path: "/reaktivasi/baru",
  component: lazyRouteComponent(() => import("./report-screen.tsx"), "ReportOutside"),
});

const reactivationMember = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/reaktivasi",
  component: lazyRouteComponent(() => import("./report-screen.tsx"), "ReportMember"),
});

const reactivation = createRoute({
  getParentRoute: () => inside,
  path: "/reaktivasi/$caseId",
  component: lazyRouteComponent(() => import("./case-screen.tsx"), "ReactivationScreen"),
});

const reactivationSlip = createRoute({
  getParentRoute: () => inside,
  path: "/reaktivasi/$caseId/lembar",
  component: lazyRouteComponent(() => import("./slip-screen.tsx"), "ReactivationSlipScreen"),
});

/** Screens of this folder, in the order in which addresses are looked up. */
export const reactivationScreens = [
  reactivations,
  reactivationOutside,
  reactivationMember,
  reactivation,
  reactivationSlip,
] as const;
