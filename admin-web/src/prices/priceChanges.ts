import { changeFacts } from '../approvals/changeFacts.ts';

/** One value that a draft changes; null where it has none on that side. */
export interface PriceChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Rows are told apart by their name, not by their place, so that a new row in the middle changes nothing else. */
const NAMES = ['id', 'name', 'channel', 'key'] as const;

/** Every value that differs, in the order of the new list and then what is gone. */
export function priceChanges(before: object, after: object): PriceChange[] {
  const old = facts(before);
  const fresh = facts(after);
  const changed = [...fresh]
    .filter(([path, value]) => old.get(path) !== value)
    .map(([path, value]) => ({ path, before: old.get(path) ?? null, after: value }));
  const gone = [...old]
    .filter(([path]) => !fresh.has(path))
    .map(([path, value]) => ({ path, before: value, after: null }));
  return [...changed, ...gone];
}

function facts(list: object): Map<string, string> {
  return new Map(changeFacts(named(list)).map(({ path, value }) => [path, value]));
}

function named(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Object.fromEntries(value.map((row: unknown, index) => [nameOf(row, index), named(row)]));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, named(part)]));
  }
  return value;
}

function nameOf(row: unknown, index: number): string {
  const record = row as Record<string, unknown>;
  const name = NAMES.map((field) => record[field]).find(
    (candidate) => typeof candidate === 'string' && candidate !== '',
  );
  return typeof name === 'string' ? name : String(index + 1);
}
