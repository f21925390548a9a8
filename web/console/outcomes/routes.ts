import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";
import { ofRegion } from "../region-search.ts";

const outcomes = createRoute({
  getParentRoute: () => inside,
  path: "/hasil",
  validateSearch: ofRegion,
  component: lazyRouteComponent(() => import("./outcomes-screen.tsx"), "Outcomes"),
});

/** Screens of this folder. */
export const outcomeScreens = [outcomes] as const;
