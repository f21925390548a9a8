import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const crises = createRoute({
  getParentRoute: () => inside,
  path: "/darurat",
  component: lazyRouteComponent(() => import("./crises-screen.tsx"), "Crises"),
});

const declare = createRoute({
  getParentRoute: () => inside,
  path: "/darurat/baru",
  component: lazyRouteComponent(() => import("./declare-screen.tsx"), "DeclareCrisis"),
});

const crisis = createRoute({
  getParentRoute: () => inside,
  path: "/darurat/$crisisNo",
  component: lazyRouteComponent(() => import("./crisis-screen.tsx"), "CrisisScreen"),
});

const rows = createRoute({
  getParentRoute: () => inside,
  path: "/darurat/$crisisNo/daftar",
  component: lazyRouteComponent(() => import("./rows-screen.tsx"), "CrisisRows"),
});

export const crisisScreens = [crises, declare, crisis, rows] as const;
