import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const plans = createRoute({
  getParentRoute: () => inside,
  path: "/rencana",
  component: lazyRouteComponent(() => import("./plans-screen.tsx"), "Plans"),
});

const providers = createRoute({
  getParentRoute: () => inside,
  path: "/rencana/lembaga",
  component: lazyRouteComponent(() => import("./providers-screen.tsx"), "Providers"),
});

const plan = createRoute({
  getParentRoute: () => inside,
  path: "/rencana/$planNo",
  component: lazyRouteComponent(() => import("./plan-screen.tsx"), "PlanScreen"),
});

const beginPlan = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/rencana",
  component: lazyRouteComponent(() => import("./begin-screen.tsx"), "BeginPlan"),
});

export const planScreens = [plans, providers, plan, beginPlan] as const;
