/** Kinds of event on the media node that this console knows by name; any other is shown by its code. */
export const MEDIA_KINDS = [
  'NEGOTIATED',
  'PATH_SELECTED',
  'CONNECTED',
  'UNREACHABLE',
  'REACHABLE',
  'SOURCE_CHANGED',
  'LAYERS_CHANGED',
  'STARVED',
  'FED',
  'KEY_FRAME_WANTED',
  'KEY_FRAME_ASKED',
  'PAUSED',
  'RESUMED',
  'DISCONNECTED',
] as const;

export function isMediaKind(kind: string): kind is (typeof MEDIA_KINDS)[number] {
  return (MEDIA_KINDS as readonly string[]).includes(kind);
}
