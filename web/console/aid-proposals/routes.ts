import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { inside } from "../inside.ts";

const list = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan",
  component: lazyRouteComponent(() => import("./proposals-screen.tsx"), "AidProposals"),
});

const take = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan/baru",
  component: lazyRouteComponent(() => import("./take-screen.tsx"), "TakeProposal"),
});

const deliberate = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan/musyawarah",
  component: lazyRouteComponent(() => import("./deliberation-screen.tsx"), "Deliberation"),
});

const meetings = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan/surat-musyawarah",
  component: lazyRouteComponent(() => import("./meetings-screen.tsx"), "Meetings"),
});

const one = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan/$caseId",
  component: lazyRouteComponent(() => import("./proposal-screen.tsx"), "AidProposalScreen"),
});

const visit = createRoute({
  getParentRoute: () => inside,
  path: "/usulan-bantuan/$caseId/kunjungan",
  component: lazyRouteComponent(() => import("./visit-screen.tsx"), "VisitScreen"),
});

const ofFamily = createRoute({
  getParentRoute: () => inside,
  path: "/keluarga/$familyId/usulan-bantuan",
  component: lazyRouteComponent(() => import("./take-screen.tsx"), "ProposeFamily"),
});

const objections = createRoute({
  getParentRoute: () => inside,
  path: "/sanggah",
  component: lazyRouteComponent(() => import("./objections-screen.tsx"), "Objections"),
});

const objection = createRoute({
  getParentRoute: () => inside,
  path: "/sanggah/$caseId",
  component: lazyRouteComponent(() => import("./objection-screen.tsx"), "ObjectionScreen"),
});

const objectionVisit = createRoute({
  getParentRoute: () => inside,
  path: "/sanggah/$caseId/kunjungan",
  component: lazyRouteComponent(() => import("./visit-screen.tsx"), "ObjectionVisit"),
});

/** Screens of this folder, in the order in which addresses are looked up. */
export const aidProposalScreens = [
  list,
  take,
  deliberate,
  meetings,
  one,
  visit,
  ofFamily,
  objections,
  objection,
  objectionVisit,
] as const;
