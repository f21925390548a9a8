import { type ReactNode, useEffect, useRef } from "react";
import { Notice } from "#web/kit/notice.tsx";

/** What became of an act, said where one acted. It takes the focus, which the form that is gone would have lost. */
export function Receipt(given: {
  readonly tone: "attention" | "good";
  readonly children: ReactNode;
}) {
  const { tone, children } = given;
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another receipt
  useEffect(() => place.current?.focus(), [children]);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}
