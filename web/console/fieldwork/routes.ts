import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const checks = createRoute({
  getParentRoute: () => inside,
  path: "/bukti",
  component: lazyRouteComponent(() => import("./checks-screen.tsx"), "Checks"),
});

const awaitingChecks = createRoute({
  getParentRoute: () => inside,
  path: "/bukti/menunggu",
  component: lazyRouteComponent(() => import("./checks-screen.tsx"), "AwaitingChecks"),
});

const findings = createRoute({
  getParentRoute: () => inside,
  path: "/temuan",
  component: lazyRouteComponent(() => import("./findings-screen.tsx"), "FindingsScreen"),
});

const proposals = createRoute({
  getParentRoute: () => inside,
  path: "/usulan",
  component: lazyRouteComponent(() => import("./proposals-screen.tsx"), "Proposals"),
});

const unidentified = createRoute({
  getParentRoute: () => inside,
  path: "/tanpa-nik",
  component: lazyRouteComponent(() => import("./unidentified-screen.tsx"), "Unidentified"),
});

/** Work of the field between versions. */
export const fieldworkScreens = [
  checks,
  awaitingChecks,
  findings,
  proposals,
  unidentified,
] as const;
