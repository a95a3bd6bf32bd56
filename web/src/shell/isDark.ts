import type { ThemeChoice } from '@stagedoor/design';

/** Whether dark colours are shown under this choice. */
export function isDark(choice: ThemeChoice): boolean {
  return choice === 'system'
    ? matchMedia('(prefers-color-scheme: dark)').matches
    : choice === 'dark';
}
