/**
 * `fetch` that keeps the server's request id with a refusal: the header becomes the extension member `requestId` of the
 * problem (RFC 9457 section 3.2), because the SDK hands on the body only.
 */
export const tracingFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const requestId = response.headers.get('x-request-id');
  if (response.ok || requestId === null) return response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (typeof body !== 'object' || body === null) return response;
  const { status, statusText, headers } = response;
  return Response.json({ ...body, requestId }, { status, statusText, headers });
};
