import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { CourseWindow } from './course-window.ts';
import { hourAt, LEFT } from './plot-frame.ts';

/** Handlers for a mouse, a pen or fingers on the lanes. */
export interface CoursePointer {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
}

/** Moving reads, dragging pans, the wheel with Ctrl or Shift zooms and pans; a click keeps the cursor where it is. */
export function useCoursePointer(
  course: CourseWindow,
  place: RefObject<HTMLDivElement | null>,
  width: number,
): CoursePointer {
  const drag = useRef<{ x: number; from: number; to: number; moved: boolean } | null>(null);
  const kept = useRef(false);
  const hour = (clientX: number) => {
    const strip = place.current?.querySelector('.lane-strip');
    const left = strip?.getBoundingClientRect().left ?? 0;
    return hourAt(Math.max(clientX - left, LEFT), course.span(), width);
  };

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.shiftKey) return;
      event.preventDefault();
      if (event.ctrlKey) course.zoom(Math.exp(event.deltaY / 300), hour(event.clientX));
      else course.pan((event.deltaY + event.deltaX) / 1500);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  });

  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      drag.current = { x: event.clientX, ...course.span(), moved: false };
    },
    onPointerMove: (event) => {
      const start = drag.current;
      if (start !== null && Math.abs(event.clientX - start.x) > 4) {
        start.moved = true;
        const perPixel = (start.to - start.from) / Math.max(width, 1);
        const shift = (start.x - event.clientX) * perPixel;
        course.show(start.from + shift, start.to + shift);
      } else if (!kept.current && event.pointerType !== 'touch') course.point(hour(event.clientX));
    },
    onPointerUp: (event) => {
      const clicked = drag.current !== null && !drag.current.moved;
      drag.current = null;
      if (!clicked) return;
      kept.current = !kept.current || event.pointerType === 'touch';
      course.point(hour(event.clientX));
    },
    onPointerLeave: () => {
      drag.current = null;
      if (!kept.current) course.point(null);
    },
  };
}
