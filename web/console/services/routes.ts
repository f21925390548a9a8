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

/** Screens of this folder, in the order in which addresses are looked up. */
export const serviceScreens = [resignations, resignation, resignFamily] as const;
