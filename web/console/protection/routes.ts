import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const protection = createRoute({
  getParentRoute: () => inside,
  path: "/perlindungan",
  component: lazyRouteComponent(() => import("./protection-screen.tsx"), "Protection"),
});

const protect = createRoute({
  getParentRoute: () => inside,
  path: "/perlindungan/$familyId",
  component: lazyRouteComponent(() => import("./protect-screen.tsx"), "ProtectFamily"),
});

/** Screens of this folder. */
export const protectionScreens = [protection, protect] as const;
