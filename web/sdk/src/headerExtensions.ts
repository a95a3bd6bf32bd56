/**
 * Changes which RTP header extensions an offer names, where the browser lets it be chosen (Chromium from 119 on); of those that it
 * does not know, nothing changes.
 *
 * @param wanted by name: `sendrecv` to offer one, `stopped` to leave it out
 */
export function negotiateExtensions(
  transceiver: RTCRtpTransceiver,
  wanted: Readonly<Record<string, 'sendrecv' | 'stopped'>>,
): void {
  if ('setHeaderExtensionsToNegotiate' in transceiver) {
    const negotiating = transceiver as Negotiating;
    negotiating.setHeaderExtensionsToNegotiate(
      negotiating.getHeaderExtensionsToNegotiate().map((extension) => {
        const direction = wanted[extension.uri];
        return direction === undefined ? extension : { ...extension, direction };
      }),
    );
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
