import { useCallback, useState } from 'react';
import { applyTheme, readTheme, type ThemeChoice } from './theme.ts';

/** The theme choice and how to change it. Call {@link applyTheme} once before the first render. */
export function useTheme(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  const [choice, setChoice] = useState(readTheme);
  const change = useCallback((next: ThemeChoice) => {
    applyTheme(next);
    setChoice(next);
  }, []);
  return [choice, change];
}
