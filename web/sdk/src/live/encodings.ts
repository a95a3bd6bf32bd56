/** Of a smaller picture than this, half the size is not worth sending. */
const WORTH_HALVING = 270;
/** The same of a quarter. */
const WORTH_QUARTERING = 540;

const QUARTER: RTCRtpEncodingParameters = {
  rid: 'q',
  scaleResolutionDownBy: 4,
  maxBitrate: 150_000,
};
const HALF: RTCRtpEncodingParameters = { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 };
const FULL: RTCRtpEncodingParameters = { rid: 'f', maxBitrate: 1_700_000 };

/**
 * The sizes in which a picture is sent to many, the smallest first (RFC 8853): each viewer gets the largest that its
 * path carries and its screen shows. Together they stay below what the server takes from one publisher.
 *
 * @param settings of the camera's track; browsers that do not tell its size are taken to give what was asked for
 * @returns empty when one size is enough
 */
export function encodingsFor(settings: MediaTrackSettings): RTCRtpEncodingParameters[] {
  const { width = 1280, height = 720 } = settings;
  const lines = Math.min(width, height);
  if (lines < WORTH_HALVING) {
    return [];
  }
  return lines < WORTH_QUARTERING ? [HALF, FULL] : [QUARTER, HALF, FULL];
}
