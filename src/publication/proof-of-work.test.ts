import { createHash, createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { judgeWork, poseWork } from "./proof-of-work.ts";
import { issueTicket, judgeTicket, WAIT_SECONDS } from "./waiting-ticket.ts";

const secret = createSecretKey(Buffer.alloc(32, 7));
const now = new Date("2026-11-21T08:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

function solve(line: string): string {
  const [salt, most, , target] = line.split(".");
  for (let n = 0; n < Number(most); n++) {
    if (createHash("sha256").update(`${salt}.${n}`).digest("hex") === target) return String(n);
  }
  throw new Error("a challenge has an answer below its bound");
}

test("a solved challenge counts until it expires", () => {
  const line = poseWork(secret, now, 50);
  const answer = solve(line);
  expect(judgeWork(secret, now, line, answer).ok).toBe(true);
  expect(judgeWork(secret, later(601), line, answer)).toMatchObject({ problem: "expired-work" });
  expect(judgeWork(secret, now, line, "51")).toMatchObject({ problem: "wrong-work" });
  expect(judgeWork(createSecretKey(Buffer.alloc(32)), now, line, answer)).toMatchObject({
    problem: "forged-work",
  });
  expect(judgeWork(secret, now, line.replace(".50.", ".1."), answer).ok).toBe(false);
  expect(judgeWork(secret, now, "", "")).toMatchObject({ problem: "malformed-work" });
});

test("a ticket counts after the wait, for its own question only", () => {
  const line = issueTicket(secret, now, "question");
  const after = later(WAIT_SECONDS);
  expect(judgeTicket(secret, after, line, "question").ok).toBe(true);
  expect(judgeTicket(secret, now, line, "question")).toMatchObject({ problem: "too-early" });
  expect(judgeTicket(secret, after, line, "other")).toMatchObject({ problem: "forged-ticket" });
  expect(judgeTicket(secret, later(3600), line, "question")).toMatchObject({
    problem: "expired-ticket",
  });
  expect(judgeTicket(secret, after, "x", "question")).toMatchObject({
    problem: "malformed-ticket",
  });
});
