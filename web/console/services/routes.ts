import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const resignations = createRoute({
  getParentRoute: () => inside,
  path: "/mundur",
  component: lazyRouteComponent(() => import("./resignation-screens.tsx"), "Resignations"),
});

const resignation = createRoute({
  getParentRoute: () => inside,
  path: "/mundur/$caseId",
  component: lazyRouteComponent(() => import("./resignation-screens.tsx"), "ResignationScreen"),
});

const resignFamily = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/mundur",
  component: lazyRouteComponent(() => import("./resignation-screens.tsx"), "ResignFamily"),
});

const complaints = createRoute({
  getParentRoute: () => inside,
  path: "/aduan",
  component: lazyRouteComponent(() => import("./complaint-screens.tsx"), "Complaints"),
});

const takeComplaint = createRoute({
  getParentRoute: () => inside,
  path: "/aduan/baru",
  component: lazyRouteComponent(() => import("./take-complaint.tsx"), "TakeComplaint"),
});

const complaint = createRoute({
  getParentRoute: () => inside,
  path: "/aduan/$caseId",
  component: lazyRouteComponent(() => import("./complaint-screens.tsx"), "ComplaintScreen"),
});

const appeals = createRoute({
  getParentRoute: () => inside,
  path: "/keberatan",
  component: lazyRouteComponent(() => import("./appeal-screens.tsx"), "Appeals"),
});

const appeal = createRoute({
  getParentRoute: () => inside,
  path: "/keberatan/$caseId",
  component: lazyRouteComponent(() => import("./appeal-screens.tsx"), "AppealScreen"),
});

/** Screens of this folder, in the order in which addresses are looked up. */
export const serviceScreens = [
  resignations,
  resignation,
  resignFamily,
  complaints,
  takeComplaint,
  complaint,
  appeals,
  appeal,
] as const;
