import type { ReactNode } from 'react';

/** A box that scrolls on its own, named, and reachable from the keyboard so that all can scroll it. */
export function ScrollBox(props: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <div
      className={`scroll-x ${props.className ?? ''}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={props.label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
