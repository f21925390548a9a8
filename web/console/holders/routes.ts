import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const holderChanges = createRoute({
  getParentRoute: () => inside,
  path: "/ganti-pengurus",
  component: lazyRouteComponent(() => import("./changes-screen.tsx"), "HolderChanges"),
});

const holderChange = createRoute({
  getParentRoute: () => inside,
  path: "/ganti-pengurus/$caseId",
  component: lazyRouteComponent(() => import("./change-screen.tsx"), "HolderChangeScreen"),
});

const reportChange = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/pengurus",
  component: lazyRouteComponent(() => import("./report-change.tsx"), "ReportChange"),
});

/** Screens of this folder, in the order in which addresses are looked up. */
export const holderScreens = [holderChanges, holderChange, reportChange] as const;
