import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const calendar = createRoute({
  getParentRoute: () => inside,
  path: "/kalender",
  component: lazyRouteComponent(() => import("./calendar-screen.tsx"), "OfficeCalendar"),
});

/** Screens of this folder. */
export const calendarScreens = [calendar] as const;
