/** For whom something is, and where it is given: in a call, in a show, or on the performer's page. */
export interface Recipient {
  readonly performer: { readonly id: string; readonly displayName: string };
  readonly callId?: string;
  readonly eventId?: string;
}

/** The same as the server takes it. */
export function addressOf({ performer, callId, eventId }: Recipient) {
  return {
    performerId: performer.id,
    ...(callId !== undefined && { callId }),
    ...(eventId !== undefined && { eventId }),
  };
}
