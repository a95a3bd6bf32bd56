// A session over WHIP or WHEP, for programs that end by SIGTERM and meanwhile print what has passed, as `harness/stack-client` reads it.

/** Offers; returns the answer and what the session is called from then on. */
export async function offer(url, sdp) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp' },
    body: sdp,
  });
  const answer = await response.text();
  if (response.status !== 201) throw new Error(`${response.status} ${answer}`);
  return { answer, resource: new URL(response.headers.get('Location'), url) };
}

/** Prints the counts as a line of JSON a second until SIGTERM. */
export async function report(counts) {
  const timer = setInterval(() => process.stdout.write(`${JSON.stringify(counts)}\n`), 1000);
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  clearInterval(timer);
}

/** Ends the session; returns what the process is to exit with. */
export async function end(resource) {
  const { status } = await fetch(resource, { method: 'DELETE' });
  return status === 200 ? 0 : 1;
}
