import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const lists = createRoute({
  getParentRoute: () => inside,
  path: "/daftar-calon",
  component: lazyRouteComponent(() => import("./lists-screen.tsx"), "CandidateListsScreen"),
});

const list = createRoute({
  getParentRoute: () => inside,
  path: "/daftar-calon/$number",
  component: lazyRouteComponent(() => import("./list-screen.tsx"), "CandidateListScreen"),
});

export const candidateScreens = [lists, list] as const;
