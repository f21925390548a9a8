import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const rounds = createRoute({
  getParentRoute: () => inside,
  path: "/verval",
  component: lazyRouteComponent(() => import("./rounds-screen.tsx"), "VervalRoundsScreen"),
});

const round = createRoute({
  getParentRoute: () => inside,
  path: "/verval/$roundNo",
  component: lazyRouteComponent(() => import("./round-screen.tsx"), "VervalRoundScreen"),
});

/** Screens of the verval of recipient lists. */
export const vervalScreens = [rounds, round];
