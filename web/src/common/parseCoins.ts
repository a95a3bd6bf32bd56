/** Coins as people write them, with a point or a comma and at most two decimals; null if that is no price. */
export function parseCoins(text: string): number | null {
  const match = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  const amount = match ? Number(`${match[1] ?? ''}.${match[2] ?? '0'}`) : 0;
  return amount > 0 ? amount : null;
}
