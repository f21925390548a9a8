import type { RoutePlugin } from "./deps.ts";
import { publicAssetRoutes } from "./public-assets.ts";
import { publicFigureRoutes } from "./public-figures.ts";
import { publicLookupRoutes } from "./public-lookup.ts";
import { publicPageRoutes } from "./public-pages.ts";

/** Every group of routes, in the order of registration. A new resource adds its line here. */
export const ROUTES: readonly RoutePlugin[] = [
  publicAssetRoutes,
  publicPageRoutes,
  publicLookupRoutes,
  publicFigureRoutes,
];
