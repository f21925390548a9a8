/** So long a transaction holds up the next at most. */
const WAIT_MS = 1_000;

/** So many questions go together at most: a transaction stays short, and a village's budget row is held briefly. */
const MOST = 64;

type Waiting<Question, Reply> = {
  readonly question: Question;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Answers questions one by one for whoever asks, and many in a transaction for the desk: what comes while
 * others are being answered waits for them and then goes together, so that a commit is paid for once. A
 * question that comes alone goes at once, and each transaction holds up the next by a second at most.
 * `answerAll` gives a reply a question, in their order; if it fails, all of that transaction fail, and none
 * was counted or noted.
 */
export function shareTransactions<Question, Reply>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Reply[]>,
): (question: Question) => Promise<Reply> {
  const waiting: Waiting<Question, Reply>[] = [];
  let isUnderWay = false;

  const answerWaiting = async () => {
    isUnderWay = true;
    while (waiting.length > 0) {
      await atMost(WAIT_MS, answerTogether(answerAll, waiting.splice(0, MOST)));
    }
    isUnderWay = false;
  };
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (!isUnderWay) void answerWaiting();
    });
}

async function answerTogether<Question, Reply>(
  answerAll: (questions: readonly Question[]) => Promise<readonly Reply[]>,
  together: readonly Waiting<Question, Reply>[],
): Promise<void> {
  try {
    const replies = await answerAll(together.map(({ question }) => question));
    if (replies.length !== together.length) {
      throw new Error(`${together.length} questions were asked, ${replies.length} answered`);
    }
    for (const [nth, reply] of replies.entries()) together[nth]?.resolve(reply);
  } catch (error) {
    for (const { reject } of together) reject(error);
  }
}

/** Until `work` ends, or so many milliseconds, whichever comes first. */
async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
