import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const book = createRoute({
  getParentRoute: () => inside,
  path: "/buku",
  validateSearch: ({ pendamping }: Record<string, unknown>): { readonly pendamping?: string } =>
    /^[1-9][0-9]{0,17}$/.test(String(pendamping)) ? { pendamping: String(pendamping) } : {},
  component: lazyRouteComponent(() => import("./book-screen.tsx"), "BookScreen"),
});

const family = createRoute({
  getParentRoute: () => inside,
  path: "/buku/$familyId",
  component: lazyRouteComponent(() => import("./family-screen.tsx"), "BookFamilyScreen"),
});

const sessions = createRoute({
  getParentRoute: () => inside,
  path: "/buku/p2k2",
  component: lazyRouteComponent(() => import("./sessions-screen.tsx"), "Sessions"),
});

const session = createRoute({
  getParentRoute: () => inside,
  path: "/buku/p2k2/$sessionNo",
  component: lazyRouteComponent(() => import("./session-screen.tsx"), "SessionScreen"),
});

const assignments = createRoute({
  getParentRoute: () => inside,
  path: "/buku/pembagian",
  component: lazyRouteComponent(() => import("./assignments-screen.tsx"), "Assignments"),
});

const second = createRoute({
  getParentRoute: () => inside,
  path: "/buku/penangguhan",
  component: lazyRouteComponent(() => import("./second-screen.tsx"), "SecondWord"),
});

export const bookScreens = [book, family, sessions, session, assignments, second] as const;
