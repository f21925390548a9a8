import { type RefObject, useEffect, useRef, useState } from "react";

/** A frame, and whether what it holds is wider than it: then it scrolls, and the keyboard must reach it. */
export function useWider<T extends HTMLElement>(): readonly [RefObject<T | null>, boolean] {
  const frame = useRef<T>(null);
  const [isWider, setIsWider] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (current === null) return;
    const look = () => setIsWider(current.scrollWidth > current.clientWidth);
    const seen = new ResizeObserver(look);
    seen.observe(current);
    for (const child of current.children) seen.observe(child);
    return () => seen.disconnect();
  }, []);
  return [frame, isWider];
}
