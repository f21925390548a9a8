import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type {
  ReviewAnswerDraft,
  ReviewConfirmationDraft,
  ReviewPair,
  ReviewReceipt,
  ReviewUndoDraft,
} from "#contract/identity-reviews.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { ReasonLines, Refused, Segments } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

type FormProps = {
  readonly pair: ReviewPair;
  readonly onDone: (receipt: ReviewReceipt) => void;
};

/** What the reader may do with the pair now, each act with its reason; nothing where there is nothing to do. */
export function PairForms({ pair }: { readonly pair: ReviewPair }) {
  const { words, say } = useSpeech();
  const client = useQueryClient();
  const [receipt, setReceipt] = useState<ReviewReceipt>();
  const { may, state, history } = pair;
  const done = (given: ReviewReceipt) => {
    setReceipt(given);
    void client.invalidateQueries({ queryKey: ["reviews"] });
  };
  const isWaiting = state === "second" || state === "undo-second";
  const isOwnFirst = isWaiting && !may.confirm && history.some(({ isOwn }) => isOwn);
  return (
    <>
      {receipt === undefined ? null : (
        <Notice tone={receipt.waits ? "attention" : "good"}>{say(receipt.says)}</Notice>
      )}
      {isOwnFirst ? <Notice>{words.reviewList.ownFirst}</Notice> : null}
      {may.confirm ? <ConfirmForm pair={pair} onDone={done} /> : null}
      {may.answer ? <SettleForm pair={pair} onDone={done} /> : null}
      {may.undo ? <UndoForm pair={pair} onDone={done} /> : null}
    </>
  );
}

/** The second person, knowingly: the merge, or its undoing. */
function ConfirmForm({ pair, onDone }: FormProps) {
  const { reviewList } = useSpeech().words;
  const choices =
    pair.state === "second"
      ? { confirm: reviewList.confirm, reject: reviewList.reject }
      : { confirm: reviewList.confirmUndo, reject: reviewList.rejectUndo };
  return (
    <ChoiceForm<ReviewConfirmationDraft["answer"]>
      title={reviewList.confirmTitle}
      legend={reviewList.confirmLegend}
      choices={choices}
      path={`/identity-reviews/${pair.pairId}/confirmation`}
      bodyOf={(answer, reason): ReviewConfirmationDraft => ({ answer, reason })}
      onDone={onDone}
    />
  );
}

/** An answer with its reason: a settler's where others differ, or one's own while the pair is held. */
function SettleForm({ pair, onDone }: FormProps) {
  const { review, reviewList } = useSpeech().words;
  return (
    <ChoiceForm<ReviewAnswerDraft["verdict"]>
      title={review.decide}
      legend={reviewList.confirmLegend}
      choices={review.verdicts}
      path={`/identity-reviews/${pair.pairId}/answers`}
      bodyOf={(verdict, reason): ReviewAnswerDraft => ({ verdict, reason })}
      onDone={onDone}
    />
  );
}

/** A choice and its reason; what is not whole yet is not sent. */
function ChoiceForm<Choice extends string>(given: {
  readonly title: string;
  readonly legend: string;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly path: string;
  readonly bodyOf: (choice: Choice, reason: string) => object;
  readonly onDone: FormProps["onDone"];
}) {
  const { review, reviewList } = useSpeech().words;
  const { title, legend, choices, path, bodyOf, onDone } = given;
  const act = useAct("review-pair", reviewList.confirmSaved);
  const [choice, setChoice] = useState<Choice>();
  const [reason, setReason] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (choice === undefined) return;
    const receipt = await act.send<ReviewReceipt>(path, bodyOf(choice, reason.trim()));
    if (receipt !== undefined) onDone(receipt);
  };
  return (
    <section className="card" aria-labelledby="choice-title">
      <h2 id="choice-title">{title}</h2>
      <form className="work-form" onSubmit={(event) => void submit(event)}>
        <Refused problem={act.problem} />
        <Segments
          legend={legend}
          name="choice"
          choices={choices}
          chosen={choice}
          onChoose={setChoice}
        />
        <ReasonLines
          label={review.reason}
          hint={review.reasonHint}
          value={reason}
          onChange={setReason}
        />
        <button type="submit" className="button button-main" disabled={act.isSending}>
          {reviewList.confirmSave}
        </button>
      </form>
    </section>
  );
}

/** Folded: seldom wanted, and never by mistake. */
function UndoForm({ pair, onDone }: FormProps) {
  const { review, reviewList } = useSpeech().words;
  const [reason, setReason] = useState("");
  const act = useAct("review-pair", reviewList.undoSaved);
  const send = async () => {
    const body: ReviewUndoDraft = { reason: reason.trim() };
    const receipt = await act.send<ReviewReceipt>(`/identity-reviews/${pair.pairId}/undo`, body);
    if (receipt !== undefined) onDone(receipt);
  };
  return (
    <section className="card work-card" aria-label={reviewList.undo}>
      <FoldedForm title={reviewList.undo} act={act} save={reviewList.undoSave} onSend={send}>
        <ReasonLines
          label={reviewList.undoReason}
          hint={review.undoHint}
          value={reason}
          onChange={setReason}
        />
      </FoldedForm>
    </section>
  );
}
