import { createRootRoute, createRoute, Outlet } from "@tanstack/react-router";
import { NotFound } from "./screens/not-found.tsx";
import { Shell } from "./shell.tsx";

export const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Screens for whoever is signed in. */
export const inside = createRoute({ getParentRoute: () => root, id: "inside", component: Shell });
