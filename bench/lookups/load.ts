import { Agent, request } from "node:http";

/** One question over HTTP, ready to send. */
export type Question = { readonly path: string; readonly body: string; readonly address: string };

export type LoadRun = {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers whose status was not 200. */
  readonly refused: number;
};

/** Asks over so many kept connections until the time is over. */
export async function askAll(
  site: string,
  next: () => Question,
  load: { readonly clients: number; readonly seconds: number },
): Promise<LoadRun> {
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
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { requests: times.length, seconds, p50Ms: at(0.5), p99Ms: at(0.99), refused };
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
