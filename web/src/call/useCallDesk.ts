import { createContext, use, useSyncExternalStore } from 'react';
import type { CallDesk, DeskState } from './CallDesk.ts';

export const CallDeskContext = createContext<CallDesk | null>(null);

export function useCallDesk(): CallDesk {
  const desk = use(CallDeskContext);
  if (!desk) {
    throw new Error('useCallDesk outside CallDeskContext');
  }
  return desk;
}

export function useDeskState(): DeskState {
  const desk = useCallDesk();
  return useSyncExternalStore(desk.subscribe, desk.getState);
}
