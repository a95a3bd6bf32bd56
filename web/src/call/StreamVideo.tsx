import { useEffect, useRef } from 'react';

interface StreamVideoProps {
  readonly stream: MediaStream | null;
  /** What the picture is, for screen readers. */
  readonly label: string;
  readonly muted?: boolean;
  readonly className?: string | undefined;
  /** The browser's own buttons over the picture. */
  readonly controls?: boolean;
  /** Given the element as long as it is there; what it returns ends that. */
  readonly follow?: (video: HTMLVideoElement) => () => void;
  /** The first picture is there, or another after none came. */
  readonly onPlaying?: (() => void) | undefined;
  /** Where the sound goes; the system's choice if empty or not supported (Safari, Firefox before 116). */
  readonly speakerId?: string | undefined;
  readonly 'data-testid'?: string;
}

/** A stream on the screen. A stream without picture is still heard. */
export function StreamVideo(props: StreamVideoProps) {
  const {
    stream,
    label,
    muted = false,
    controls = false,
    className,
    speakerId,
    follow,
    onPlaying,
  } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element && element.srcObject !== stream) {
      element.srcObject = stream;
    }
  }, [stream]);
  useEffect(() => {
    const element = video.current;
    if (element && speakerId && 'setSinkId' in element) {
      element.setSinkId(speakerId).catch(() => undefined);
    }
  }, [speakerId]);
  useEffect(() => (video.current && follow ? follow(video.current) : undefined), [follow]);
  return (
    <video
      ref={video}
      className={className}
      aria-label={label}
      muted={muted}
      controls={controls}
      onPlaying={onPlaying}
      autoPlay
      playsInline
      data-testid={props['data-testid']}
    />
  );
}
