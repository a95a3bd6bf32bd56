/** The reader's choice of colours: what the system says, or always one of the two. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const STORAGE_KEY = 'stagedoor.theme';

/** The stored choice; `system` when there is none or storage is closed to us (private windows). */
export function readTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** Puts a choice on the document and remembers it where that is possible. */
export function applyTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  if (choice === 'system') {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = choice;
  }
  try {
    localStorage.setItem(STORAGE_KEY, choice);
  } catch {
    // Not remembered, still applied.
  }
}
