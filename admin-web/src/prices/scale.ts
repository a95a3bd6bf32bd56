/** Minor units of a unit, for currencies that price lists can be in. */
export const SCALE = { INR: 100, USD: 100, JPY: 1 } as const;
