import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const evaluations = createRoute({
  getParentRoute: () => inside,
  path: "/statistik/evaluasi",
  component: lazyRouteComponent(() => import("./evaluations-screen.tsx"), "Evaluations"),
});

const evaluation = createRoute({
  getParentRoute: () => inside,
  path: "/statistik/evaluasi/$evaluationNo",
  component: lazyRouteComponent(() => import("./evaluation-screen.tsx"), "EvaluationScreen"),
});

export const evaluationScreens = [evaluations, evaluation] as const;
