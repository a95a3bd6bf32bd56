const KEY = 'stagedoor.ref';

/** What the server takes for a code (openapi.yaml, FollowedLink). */
const CODE = /^[0-9A-Za-z]{1,32}$/;
const LONGEST_S = 315_360_000;

/** The link of a performer's that somebody followed, and when, in milliseconds of the browser's clock. */
interface Followed {
  readonly code: string;
  readonly at: number;
}

/** Whether an address is a link of somebody's, like `/?ref=7KQ2M9XA`. */
export function isReferral(search: string): boolean {
  return codeOf(search) !== null;
}

/** Keeps the code of an address like `/?ref=7KQ2M9XA`. The newest link counts; another address changes nothing. */
export function noteReferral(search: string, nowMs: number): void {
  const code = codeOf(search);
  if (code !== null) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ code, at: nowMs } satisfies Followed));
    } catch {
      // Storage is full or closed to us (private windows): the visitor came by nobody's link.
    }
  }
}

/** What the sign-up says of the link; whether it was followed lately enough is the server's to say. */
export function followedLink(
  nowMs: number,
): { readonly code: string; readonly secondsAgo: number } | undefined {
  const followed = read();
  if (followed === undefined) {
    return undefined;
  }
  const secondsAgo = Math.floor((nowMs - followed.at) / 1000);
  return { code: followed.code, secondsAgo: Math.min(Math.max(secondsAgo, 0), LONGEST_S) };
}

/** Once somebody has signed up by it, the link says nothing of whoever signs up next at this browser. */
export function forgetReferral(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // What cannot be read was not kept either.
  }
}

function codeOf(search: string): string | null {
  const code = new URLSearchParams(search).get('ref');
  return code !== null && CODE.test(code) ? code : null;
}

function read(): Followed | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isFollowed(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isFollowed(kept: unknown): kept is Followed {
  const { code, at } = (kept ?? {}) as Partial<Followed>;
  return typeof code === 'string' && CODE.test(code) && Number.isFinite(at);
}
