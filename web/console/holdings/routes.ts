import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";
import { ofRegion } from "../region-search.ts";

const holdings = createRoute({
  getParentRoute: () => inside,
  path: "/tumpang-tindih",
  validateSearch: ofRegion,
  component: lazyRouteComponent(() => import("./holdings-screen.tsx"), "HoldingsScreen"),
});

export const holdingScreens = [holdings] as const;
