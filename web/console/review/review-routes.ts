import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const review = createRoute({
  getParentRoute: () => inside,
  path: "/telaah",
  component: lazyRouteComponent(() => import("./review-screen.tsx"), "ReviewScreen"),
});

const reviewDecided = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/keputusan",
  component: lazyRouteComponent(() => import("./review-list.tsx"), "DecidedScreen"),
});

const reviewWaiting = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/menunggu",
  component: lazyRouteComponent(() => import("./review-list.tsx"), "WaitingScreen"),
});

const reviewPair = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/pasangan/$pairId",
  component: lazyRouteComponent(() => import("./pair-screen.tsx"), "PairScreen"),
});

const clusters = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/gugus",
  component: lazyRouteComponent(() => import("./clusters-screen.tsx"), "ClustersScreen"),
});

const cluster = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/gugus/$clusterId",
  component: lazyRouteComponent(() => import("./cluster-screen.tsx"), "ClusterScreen"),
});

const reviewQuality = createRoute({
  getParentRoute: () => inside,
  path: "/telaah/mutu",
  component: lazyRouteComponent(() => import("./quality-screen.tsx"), "QualityScreen"),
});

/** Screens of clerical review. */
export const REVIEW_ROUTES = [
  review,
  reviewDecided,
  reviewWaiting,
  reviewPair,
  clusters,
  cluster,
  reviewQuality,
] as const;
