import type { RoutePlugin } from "./deps.ts";
export const publicFigureRoutes: RoutePlugin = async () => undefined;
