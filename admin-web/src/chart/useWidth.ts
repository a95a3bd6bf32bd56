import { useEffect, useRef, useState, type RefObject } from 'react';

/** The width of an element in CSS pixels as it is laid out, zero before that; a chart is drawn to fit it. */
export function useWidth<E extends Element>(): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [widthPx, setWidthPx] = useState(0);

  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidthPx(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);

  return [element, widthPx];
}
