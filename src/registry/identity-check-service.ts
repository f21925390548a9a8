import { accept, type Result, refuse } from "#domain/result.ts";
import type {
  IdentityAdapter,
  IdentityAnswer,
  IdentityAnswers,
  IdentityCheckProblem,
  IdentityQuestion,
} from "./identity-check.ts";
import { readAnswer } from "./read-identity-answer.ts";

/** An agreement with the civil registry in numbers, and the clock of whoever calls. */
export type ServiceTerms = {
  readonly url: string;
  readonly token: string;
  /** Questions that the agreement still allows today. */
  readonly quotaLeft: number;
  readonly tries: number;
  /** Milliseconds before the second try; doubled before each further one. */
  readonly firstWait: number;
  readonly timeout: number;
  /** Given, so that tests need not wait. */
  readonly wait: (milliseconds: number) => Promise<void>;
};

/**
 * Asks one question a request: POST {id, nik, nama, tanggal_lahir, nomor_kk, jenis_kelamin}, answered by
 * {nik, nama, tanggal_lahir, nomor_kk, jenis_kelamin: "sesuai" | "mirip" | "tidak sesuai" | null, status}.
 * The real codes are not published (domain.md 2.2); this contract is ours and mapped here alone.
 */
export function webServiceAdapter(terms: ServiceTerms): IdentityAdapter {
  return { name: "web-service", ask: (questions) => askAll(terms, questions) };
}

async function askAll(
  terms: ServiceTerms,
  questions: readonly IdentityQuestion[],
): Promise<IdentityAnswers> {
  const answers: IdentityAnswer[] = [];
  for (const [i, question] of questions.entries()) {
    const open = questions.slice(i).map(({ questionId }) => questionId);
    if (i >= terms.quotaLeft) return { answers, open, problem: "quota-spent" };
    const answer = await askWithPatience(terms, question);
    if (!answer.ok) return { answers, open, problem: answer.problem };
    answers.push(answer.value);
  }
  return { answers, open: [] };
}

/** Tries again where the network or the server failed; a refusal is final. */
async function askWithPatience(
  terms: ServiceTerms,
  question: IdentityQuestion,
): Promise<Result<IdentityAnswer, IdentityCheckProblem>> {
  for (let attempt = 0; ; attempt++) {
    const answer = await askOnce(terms, question);
    if (answer.ok || answer.problem !== "unreachable") return answer;
    if (attempt + 1 >= terms.tries) return answer;
    await terms.wait(terms.firstWait * 2 ** attempt);
  }
}

async function askOnce(
  terms: ServiceTerms,
  question: IdentityQuestion,
): Promise<Result<IdentityAnswer, IdentityCheckProblem>> {
  const response = await send(terms, question).catch(() => undefined);
  if (response === undefined || response.status >= 500) return refuse("unreachable");
  if (response.status === 429) return refuse("quota-spent");
  if (response.status === 401 || response.status === 403) return refuse("not-allowed");
  const body: unknown = await response.json().catch(() => undefined);
  const answer = response.ok ? readAnswer(question.questionId, body) : undefined;
  return answer === undefined ? refuse("unreadable") : accept(answer);
}

/**
 * The question's own id travels as idempotency key: asked twice, it counts once. A redirect is not
 * followed: NIK and name go to the address of the agreement and nowhere else.
 */
async function send(terms: ServiceTerms, question: IdentityQuestion): Promise<Response> {
  return fetch(terms.url, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${terms.token}`,
      "idempotency-key": question.questionId,
    },
    body: JSON.stringify({
      id: question.questionId,
      nik: question.nik,
      nama: question.name,
      tanggal_lahir: question.birthDate,
      nomor_kk: question.kk,
      jenis_kelamin: question.sex === null ? null : question.sex === "male" ? "L" : "P",
    }),
    signal: AbortSignal.timeout(terms.timeout),
  });
}
