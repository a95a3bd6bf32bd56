/** A coin with the arch of the stage door. */
export function CoinIcon({ size = '1em' }: { readonly size?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden>
      <circle cx="10" cy="10" r="9.2" fill="#e59a2f" />
      <circle cx="10" cy="10" r="7.2" fill="#ffd07a" />
      <path d="M7 14.2V9.4a3 3 0 0 1 6 0v4.8z" fill="#a85f0b" />
    </svg>
  );
}
