import { Link, useRouterState } from "@tanstack/react-router";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { Officer } from "#contract/session.ts";
import { useNarrow } from "#web/kit/use-narrow.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { type MenuEntry, type MenuGroup, menuGroups } from "./menu-entries.ts";

/** The menu: by the work a screen belongs to, one list at a time on a desk, all of them under one word on a phone. */
export function Menu({ officer }: { readonly officer: Officer }) {
  const { words } = useSpeech();
  const isNarrow = useNarrow();
  const menu = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const groups = menuGroups(officer, words);
  const home: MenuEntry = { to: "/", label: words.nav.home };
  const here = entryOf(path, groups);
  useClosing(menu, path);
  return (
    <nav className="menu" aria-label={words.app.menu} ref={menu} onKeyDown={closeOnEscape}>
      {isNarrow ? (
        <details>
          <summary>
            {words.app.menuShort} · <strong>{(here ?? home).label}</strong>
          </summary>
          <ul>
            <Entry entry={home} />
          </ul>
          {groups.map((group) => (
            <div className="menu-group" key={group.id}>
              <p>{group.label}</p>
              <Entries of={group} />
            </div>
          ))}
        </details>
      ) : (
        <ul>
          <Entry entry={home} />
          {groups.map((group) => (
            <Group
              key={group.id}
              group={group}
              isHere={group.entries.some((one) => one === here)}
            />
          ))}
        </ul>
      )}
    </nav>
  );
}

/** A group of one screen is that screen. */
function Group({ group, isHere }: { readonly group: MenuGroup; readonly isHere: boolean }) {
  const [only, ...others] = group.entries;
  if (only !== undefined && others.length === 0) return <Entry entry={only} />;
  return (
    <li>
      <details name="menu">
        <summary className={isHere ? "is-here" : undefined}>{group.label}</summary>
        <Entries of={group} />
      </details>
    </li>
  );
}

function Entries({ of }: { readonly of: MenuGroup }) {
  return (
    <ul aria-label={of.label}>
      {of.entries.map((entry) => (
        <Entry key={entry.to} entry={entry} />
      ))}
    </ul>
  );
}

function Entry({ entry: { to, label } }: { readonly entry: MenuEntry }) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact: to === "/" }}>
        {label}
      </Link>
    </li>
  );
}

/** The entry under whose address one is; the longest, where one begins with another. */
const entryOf = (path: string, groups: readonly MenuGroup[]): MenuEntry | undefined =>
  groups
    .flatMap(({ entries }) => entries)
    .filter(({ to }) => `${path}/`.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];

const openLists = (menu: HTMLElement | null): readonly HTMLDetailsElement[] => [
  ...(menu?.querySelectorAll<HTMLDetailsElement>("details[open]") ?? []),
];

function closeOnEscape({ key, currentTarget }: KeyboardEvent<HTMLElement>): void {
  if (key !== "Escape") return;
  for (const list of openLists(currentTarget)) {
    list.open = false;
    list.querySelector("summary")?.focus();
  }
}

/** Lists close when one has arrived somewhere, and when one points or steps elsewhere. */
function useClosing(menu: RefObject<HTMLElement | null>, path: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving closes
  useEffect(() => {
    for (const list of openLists(menu.current)) list.open = false;
  }, [menu, path]);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (target instanceof Node && menu.current?.contains(target)) return;
      for (const list of openLists(menu.current)) list.open = false;
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [menu]);
}
