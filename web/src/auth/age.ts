const ADULT_YEARS = 18;

/** The latest day of birth, as YYYY-MM-DD, of somebody who is an adult on `today` (local calendar). */
export function latestBirthDate(today: Date): string {
  const year = today.getFullYear() - ADULT_YEARS;
  const month = String(today.getMonth() + 1).padStart(2, '0');
  const day = String(today.getDate()).padStart(2, '0');
  return `${year}-${month}-${day}`;
}
