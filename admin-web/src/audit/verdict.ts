import type { CheckReport } from '../api/types.ts';

const ORDER = ['OK', 'WARNING', 'FAILURE'] as const;

/** The worst status of all checks. */
export function worstOf(reports: readonly CheckReport[]): CheckReport['status'] {
  const ranks = reports.map(({ status }) => ORDER.indexOf(status));
  return ORDER[Math.max(0, ...ranks)] ?? 'OK';
}
