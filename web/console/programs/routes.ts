import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const programs = createRoute({
  getParentRoute: () => inside,
  path: "/program",
  component: lazyRouteComponent(() => import("./programs-screen.tsx"), "ProgramsScreen"),
});

const program = createRoute({
  getParentRoute: () => inside,
  path: "/program/$programId",
  component: lazyRouteComponent(() => import("./program-screen.tsx"), "ProgramScreen"),
});

const rule = createRoute({
  getParentRoute: () => inside,
  path: "/program/$programId/aturan",
  component: lazyRouteComponent(() => import("./rule-screen.tsx"), "RuleScreen"),
});

/** The register of programs. */
export const programScreens = [programs, program, rule] as const;
