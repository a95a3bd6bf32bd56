/** A picture may be stretched a little before a larger one is worth its data; sizes are mostly halves of each other. */
const STRETCH = 1.5;
/** More lines than two to a point nobody tells apart from two. */
const MOST_PIXELS_PER_POINT = 2;
/** Sizes of one picture differ a little in shape: less of a change than this may only be that. */
const WORTH_TELLING = 0.1;
/** Changes of a window's size come by the dozen. */
const SETTLED_MS = 300;
/** Whatever is smallest will do. */
const UNSEEN = 1;

/** How a picture is laid into its element, all in points and pixels of the picture. */
export interface Shown {
  readonly boxWidth: number;
  readonly boxHeight: number;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
  /** Whether the box is filled and what stands out is cut off, as by `object-fit: cover`. */
  readonly cover: boolean;
  readonly pixelsPerPoint: number;
}

/** Lines above which a picture, shown like this, shows no more. */
export function limitOf(shown: Shown): number {
  const across = shown.boxWidth / shown.pictureWidth;
  const down = shown.boxHeight / shown.pictureHeight;
  const scale = shown.cover ? Math.max(across, down) : Math.min(across, down);
  const pixels = scale * Math.min(shown.pixelsPerPoint, MOST_PIXELS_PER_POINT);
  return Math.max(UNSEEN, Math.ceil(shown.pictureHeight * pixels * STRETCH));
}

/** Follows how large a video is shown: with its element, its window, its picture, and whether anybody looks. */
export class PictureSize {
  readonly #video: HTMLVideoElement;
  readonly #tell: (maxHeight: number) => void;
  readonly #observer: ResizeObserver;
  readonly #look = () => this.#soon();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told: number | null = null;

  /** @param tell called with each new limit in lines, see {@link limitOf} */
  constructor(video: HTMLVideoElement, tell: (maxHeight: number) => void) {
    this.#video = video;
    this.#tell = tell;
    this.#observer = new ResizeObserver(this.#look);
    this.#observer.observe(video);
    video.addEventListener('resize', this.#look);
    document.addEventListener('visibilitychange', this.#look);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#video.removeEventListener('resize', this.#look);
    document.removeEventListener('visibilitychange', this.#look);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#measure(), SETTLED_MS);
  }

  #measure(): void {
    const { clientWidth, clientHeight, videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || clientWidth === 0) {
      return;
    }
    const limit = document.hidden
      ? UNSEEN
      : limitOf({
          boxWidth: clientWidth,
          boxHeight: clientHeight,
          pictureWidth: videoWidth,
          pictureHeight: videoHeight,
          cover: getComputedStyle(this.#video).objectFit === 'cover',
          pixelsPerPoint: window.devicePixelRatio,
        });
    if (this.#told === null || Math.abs(limit - this.#told) > WORTH_TELLING * this.#told) {
      this.#told = limit;
      this.#tell(limit);
    }
  }
}
