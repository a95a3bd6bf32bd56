const ORIENTATION = 'urn:3gpp:video-orientation';

/**
 * Has the browser turn pictures before it sends them, instead of sending them as the camera lies and saying by how much to
 * turn: Firefox and most players that are no browsers do not read that, and would show an upright phone lying on its side.
 * Browsers without the means (before Chromium 119) say it, and those who read it turn.
 */
export function sendUpright(transceiver: RTCRtpTransceiver): void {
  if ('setHeaderExtensionsToNegotiate' in transceiver) {
    const negotiating = transceiver as Negotiating;
    const wanted = negotiating
      .getHeaderExtensionsToNegotiate()
      .map((extension) =>
        extension.uri === ORIENTATION ? { ...extension, direction: 'stopped' as const } : extension,
      );
    negotiating.setHeaderExtensionsToNegotiate(wanted);
  }
}

/** As webrtc-extensions section 6 has it; the library of types does not yet. */
interface HeaderExtension {
  readonly uri: string;
  readonly direction: RTCRtpTransceiverDirection;
}

interface Negotiating extends RTCRtpTransceiver {
  getHeaderExtensionsToNegotiate(): HeaderExtension[];
  setHeaderExtensionsToNegotiate(extensions: HeaderExtension[]): void;
}
