import { useEffect, useState } from 'react';

/** Whole seconds left of a wait that started when `since` last changed. */
export function useCountdown(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    tick();
    if (seconds <= 0) return;
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
