/** Bodies of `application/trickle-ice-sdpfrag` (RFC 8840 section 9), as far as an ICE restart over HTTP needs them. */

const EOL = '\r\n';

/** What an offer says of ICE, in the section that carries the bundle: the body of a PATCH (RFC 9725 section 4.3.2). */
export function fragmentOf(offer: string): string {
  const [session = '', first = ''] = offer.split(/^(?=m=)/m);
  const group = linesOf(session).filter((line) => line.startsWith('a=group:BUNDLE'));
  const carrier = linesOf(first).filter((line) => /^(m=|a=mid:|a=ice-(ufrag|pwd):)/.test(line));
  return [...group, ...carrier, ''].join(EOL);
}

/** The answer there was, with the credentials and candidates of the fragment that came back. */
export function restarted(answer: string, fragment: string): string {
  const fresh = linesOf(fragment);
  const credentials = new Map(
    fresh.flatMap((line) => {
      const name = /^a=ice-(ufrag|pwd):/.exec(line)?.[0];
      return name ? [[name, line] as const] : [];
    }),
  );
  let candidates = fresh.filter(isCandidate);
  const lines = linesOf(answer).flatMap((line) => {
    if (isCandidate(line)) {
      const placed = candidates;
      candidates = [];
      return placed;
    }
    const name = /^a=ice-(ufrag|pwd):/.exec(line)?.[0];
    return [(name && credentials.get(name)) ?? line];
  });
  return [...lines, ''].join(EOL);
}

function isCandidate(line: string): boolean {
  return line.startsWith('a=candidate:') || line === 'a=end-of-candidates';
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '');
}
