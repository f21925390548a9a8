/** Kinds of case whose screens differ in words and in what a move asks for, and in nothing else. */
export const SERVICE_SCREENS = {
  resignations: {
    path: "resignations",
    words: "resignations",
    all: "/mundur",
    one: "/mundur/$caseId",
  },
  complaints: { path: "complaints", words: "complaints", all: "/aduan", one: "/aduan/$caseId" },
  appeals: { path: "appeals", words: "appeals", all: "/keberatan", one: "/keberatan/$caseId" },
} as const;

export type ServiceScreen = (typeof SERVICE_SCREENS)[keyof typeof SERVICE_SCREENS];
