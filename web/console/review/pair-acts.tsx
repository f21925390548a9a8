import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type {
  ReviewAnswerDraft,
  ReviewConfirmationDraft,
  ReviewPair,
  ReviewReceipt,
  ReviewUndoDraft,
  ReviewVerdict,
} from "#contract/identity-reviews.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useShortcuts } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { ActButton } from "./act-button.tsx";
import { daysUntil } from "./days-until.ts";
import { VERDICT_KEYS } from "./decide-bar.tsx";
import { focusPair } from "./pair-sheet.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { Receipt } from "./receipt.tsx";

/** An act on one pair: its key, its words, and what is sent with the reason. */
type Offer = {
  readonly letter: string;
  readonly label: string;
  readonly look: "same" | "different" | "unsure" | "undo";
  readonly hint: string;
  readonly path: "answers" | "confirmation" | "undo";
  readonly bodyOf: (
    reason: string,
  ) => ReviewAnswerDraft | ReviewConfirmationDraft | ReviewUndoDraft;
};

/** What the reader may do with the pair now, by button or letter, each with its reason. */
export function PairActs({ pair }: { readonly pair: ReviewPair }) {
  const { words, say } = useSpeech();
  const client = useQueryClient();
  const act = useAct("review-pair", words.reviewList.confirmSaved);
  const [receipt, setReceipt] = useState<ReviewReceipt>();
  const [asked, setAsked] = useState<Offer>();
  const offers = useOffers(pair);
  useOfferKeys(offers, setAsked);
  const send = async ({ path, bodyOf }: Offer, reason: string) => {
    const url = `/identity-reviews/${pair.pairId}/${path}`;
    const given = await act.send<ReviewReceipt>(url, bodyOf(reason));
    if (given === undefined) return;
    setAsked(undefined);
    setReceipt(given);
    void client.invalidateQueries({ queryKey: ["reviews"] });
  };
  return (
    <div className="pair-desk">
      {receipt === undefined ? null : (
        <Receipt tone={receipt.waits ? "attention" : "good"}>{say(receipt.says)}</Receipt>
      )}
      <Refused problem={act.problem} />
      <WaitsUntil pair={pair} />
      <OwnFirst pair={pair} />
      {asked === undefined ? (
        <Offers offers={offers} onAct={setAsked} />
      ) : (
        <ReasonForm
          title={asked.label}
          hint={asked.hint}
          save={words.reviewList.confirmSave}
          onSend={(reason) => void send(asked, reason)}
          onCancel={() => {
            focusPair();
            setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}

/** Until when a second person is waited for, and that silence decides nothing. */
function WaitsUntil({ pair: { waitsUntil } }: { readonly pair: ReviewPair }) {
  const { words, language } = useSpeech();
  if (waitsUntil === undefined) return null;
  const days = formatCount(daysUntil(waitsUntil), language);
  return <p className="soft">{words.review.waits(formatDay(waitsUntil, language), days)}</p>;
}

/** Whoever said it first is told why somebody else goes on. */
function OwnFirst({ pair: { may, state, history } }: { readonly pair: ReviewPair }) {
  const { reviewList } = useSpeech().words;
  const isWaiting = state === "second" || state === "undo-second";
  const isOwn = isWaiting && !may.confirm && history.some((event) => event.isOwn);
  if (state === "answered") return <Notice>{reviewList.answered}</Notice>;
  return isOwn ? <Notice>{reviewList.ownFirst}</Notice> : null;
}

function Offers(given: {
  readonly offers: readonly Offer[];
  readonly onAct: (offer: Offer) => void;
}) {
  const { review } = useSpeech().words;
  const { offers, onAct } = given;
  if (offers.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; these are acts
    <div className="decide-bar" role="group" aria-label={review.decide}>
      <div className="decide-verdicts">
        {offers.map((offer) => (
          <ActButton
            key={offer.letter}
            letter={offer.letter}
            label={offer.label}
            className={offer.look === "undo" ? "button" : `button verdict verdict-${offer.look}`}
            onAct={() => onAct(offer)}
          />
        ))}
      </div>
    </div>
  );
}

function useOffers({ may, state }: ReviewPair): readonly Offer[] {
  const { review, reviewList } = useSpeech().words;
  const isUndoing = state === "undo-second";
  const confirmation = (answer: ReviewConfirmationDraft["answer"], label: string): Offer => ({
    letter: answer === "confirm" ? "Y" : "N",
    label,
    look: answer === "confirm" ? "same" : "different",
    hint: review.reasonHint,
    path: "confirmation",
    bodyOf: (reason): ReviewConfirmationDraft => ({ answer, reason }),
  });
  const answer = (verdict: ReviewVerdict): Offer => ({
    letter: VERDICT_KEYS[verdict],
    label: review.verdicts[verdict],
    look: verdict,
    hint: review.reasonHint,
    path: "answers",
    bodyOf: (reason): ReviewAnswerDraft => ({ verdict, reason }),
  });
  const undo: Offer = {
    letter: "Z",
    label: state === "decided" ? reviewList.undo : reviewList.takeBack,
    look: "undo",
    hint: review.undoHint,
    path: "undo",
    bodyOf: (reason): ReviewUndoDraft => ({ reason }),
  };
  return [
    ...(may.confirm
      ? [
          confirmation("confirm", isUndoing ? reviewList.confirmUndo : reviewList.confirm),
          confirmation("reject", isUndoing ? reviewList.rejectUndo : reviewList.reject),
        ]
      : []),
    ...(may.answer ? (Object.keys(VERDICT_KEYS) as ReviewVerdict[]).map(answer) : []),
    ...(may.undo ? [undo] : []),
  ];
}

/** The letters of what is offered, and of nothing else. */
function useOfferKeys(offers: readonly Offer[], onAct: (offer: Offer) => void): void {
  const now = useRef(offers);
  useEffect(() => {
    now.current = offers;
  });
  const keys = useMemo(() => {
    const press = (letter: string) => () => {
      const offer = now.current.find((one) => one.letter === letter);
      if (offer !== undefined) onAct(offer);
    };
    return { y: press("Y"), n: press("N"), u: press("U"), z: press("Z") };
  }, [onAct]);
  useShortcuts(keys);
}
