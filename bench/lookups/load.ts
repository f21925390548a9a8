import { Agent, request } from "node:http";

/** One question over HTTP, ready to send. */
export type Question = { readonly path: string; readonly body: string; readonly address: string };

/** What was asked in one stretch of time. */
export type Stretch = {
  readonly seconds: number;
  /** How long each answer took. */
  readonly milliseconds: readonly number[];
  /** Answers whose status was not 200. */
  readonly refused: number;
};

/** All stretches of one question together. */
export type LoadRun = {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
};

/** Adds stretches up. */
export function sumStretches(stretches: readonly Stretch[]): LoadRun {
  const times = stretches.flatMap(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return {
    requests: times.length,
    seconds: stretches.reduce((sum, { seconds }) => sum + seconds, 0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    refused: stretches.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** Asks over so many kept connections until the time is over. */
export async function askAll(
  site: string,
  next: () => Question,
  load: { readonly clients: number; readonly seconds: number },
): Promise<Stretch> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.clients });
  const times: number[] = [];
  let refused = 0;
  const started = performance.now();
  const end = started + load.seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      if ((await ask(site, agent, next())) !== 200) refused++;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: load.clients }, client));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return { seconds, milliseconds: times, refused };
}

function ask(site: string, agent: Agent, question: Question): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${site}${question.path}`,
      {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(question.body),
          "x-forwarded-for": question.address,
        },
      },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.once("error", reject);
    sent.end(question.body);
  });
}
