import type { MUSYAWARAH_ID } from "./musyawarah-id.ts";

/** Village meetings, their papers, and files of evidence, in English; the keys are those of musyawarah-id.ts. */
export const MUSYAWARAH_EN: typeof MUSYAWARAH_ID = {
  meetings: {
    title: "Village meetings and their papers",
    lead: "Call one, print its papers, record what was decided, then keep the scan that was signed. No decile stands on any paper.",
    link: "Papers of meetings",
    empty: "No meeting in your area yet.",
    plan: "Call a meeting",
    village: "Village",
    day: "Day",
    time: "Time",
    place: "Place",
    save: "Give it a number",
    saved: "The meeting is called and numbered.",
    number: (number: string) => `Number ${number}`,
    planned: "called",
    held: "held",
    when: "When",
    result: "Decided",
    said: (agreed: number, declined: number) => `${agreed} agreed, ${declined} not`,
    attended: "Attended",
    record: "Record what was decided",
    print: "Print",
    minutes: "Minutes (PDF)",
    scan: "Keep a signed scan",
    scanHint: "PDF, JPEG or PNG, 8 MB at most. A new scan is one more, none is replaced.",
    scans: "Scans",
    none: "none yet",
    scanned: (what: string, day: string) => `${what}, scanned ${day}`,
  },
  files: {
    kind: "What it shows",
    file: "File",
    send: "Keep the file",
    sending: "Sending…",
    kept: "The file is kept.",
    addPhoto: "Add a photo",
    photoHint:
      "No faces, no identity or family cards. Place and camera are taken out of the photo.",
    photos: "Photos",
  },
};
