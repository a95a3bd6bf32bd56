import { negotiateExtensions } from '../headerExtensions.ts';

const LAYERS_ALLOCATION = 'http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00';
const DEPENDENCY_DESCRIPTOR =
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';

/** Tells the server which sizes are being sent, so that it need not find out by waiting for them. */
export function announceLayers(transceiver: RTCRtpTransceiver): void {
  negotiateExtensions(transceiver, { [LAYERS_ALLOCATION]: 'sendrecv' });
}

/** Lets AV1 come in several sizes within one stream: without descriptors a player can only be sent the smallest of them. */
export function takeLayers(transceiver: RTCRtpTransceiver): void {
  negotiateExtensions(transceiver, { [DEPENDENCY_DESCRIPTOR]: 'sendrecv' });
}
