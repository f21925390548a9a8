import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const tables = createRoute({
  getParentRoute: () => inside,
  path: "/tabel",
  component: lazyRouteComponent(() => import("./tables-screen.tsx"), "Tables"),
});

const whatIf = createRoute({
  getParentRoute: () => inside,
  path: "/bagaimana-jika",
  component: lazyRouteComponent(() => import("../what-if/what-if-screen.tsx"), "WhatIf"),
});

const reform = createRoute({
  getParentRoute: () => inside,
  path: "/bagaimana-jika/perubahan/$reform",
  component: lazyRouteComponent(() => import("../what-if/reform-screen.tsx"), "Reform"),
});

/** Screens of figures that are asked for: cross tables and what if. */
export const TABLE_ROUTES = [tables, whatIf, reform] as const;
