/** An act with the letter that does the same, big enough for a thumb; what cannot be done now is switched off. */
export function ActButton(given: {
  readonly letter: string;
  readonly label: string;
  /** What is read out after the label, where it must say more. */
  readonly said?: string | undefined;
  readonly className?: string;
  readonly isOff?: boolean;
  readonly onAct: () => void;
}) {
  const { letter, label, said, className = "button", isOff = false, onAct } = given;
  return (
    <button
      type="button"
      className={className}
      disabled={isOff}
      aria-keyshortcuts={letter.toLowerCase()}
      onClick={onAct}
    >
      <kbd>{letter}</kbd>
      <span>
        {label}
        {said === undefined ? null : <span className="unseen"> {said}</span>}
      </span>
    </button>
  );
}
