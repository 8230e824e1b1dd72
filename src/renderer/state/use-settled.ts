import { useEffect, useState } from 'react';

/** A value once it has rested for `restMs`: keeps a list that is run through quickly from asking about every row. */
export function useSettled<T>(value: T, restMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return settled;
}
