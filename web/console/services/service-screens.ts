/** Kinds of case whose screens differ in words and in what a move asks for, and in nothing else. */
export const SERVICE_SCREENS = {
  resignations: {
    path: "resignations",
    words: "resignations",
    all: "/mundur",
    one: "/mundur/$caseId",
  },
} as const;

export type ServiceScreen = (typeof SERVICE_SCREENS)[keyof typeof SERVICE_SCREENS];
