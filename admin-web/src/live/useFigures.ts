import { useIntl } from 'react-intl';

const BYTES_PER_MEBIBYTE = 1024 * 1024;

/** Figures of machines in the reader's locale; a dash where one is not known. */
export function useFigures() {
  const { formatMessage, formatNumber } = useIntl();
  const unknown = formatMessage({ id: 'live.unknown' });
  return {
    /** Of 0 to 1. */
    share: (value: number | null) =>
      value === null
        ? unknown
        : formatNumber(value, { style: 'percent', maximumFractionDigits: 1 }),
    rate: (value: number | null) =>
      value === null ? unknown : formatNumber(value, { maximumFractionDigits: 0 }),
    /** In MiB. */
    bytes: (value: number) =>
      value === 0
        ? unknown
        : formatMessage(
            { id: 'live.mebibytes' },
            { value: formatNumber(value / BYTES_PER_MEBIBYTE, { maximumFractionDigits: 0 }) },
          ),
    /** On the scale of 1 to 5. */
    score: (value: number | null) =>
      value === null || value === 0
        ? unknown
        : formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    milliseconds: (value: number | null) =>
      value === null || value === 0
        ? unknown
        : formatMessage({ id: 'live.milliseconds' }, { value: formatNumber(value) }),
  };
}
