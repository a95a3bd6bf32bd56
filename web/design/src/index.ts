export { Avatar, type AvatarProps } from './components/Avatar.tsx';
export { Badge, type BadgeProps, type Tone } from './components/Badge.tsx';
export {
  Button,
  buttonClass,
  type ButtonProps,
  type ButtonVariant,
  type ControlSize,
} from './components/Button.tsx';
export { Card, type CardProps } from './components/Card.tsx';
export { classes } from './components/classes.ts';
export { EmptyState, type EmptyStateProps } from './components/EmptyState.tsx';
export { IconButton, type IconButtonProps } from './components/IconButton.tsx';
export { Notice, type NoticeProps } from './components/Notice.tsx';
export { NumberField, type NumberFieldProps } from './components/NumberField.tsx';
export { Presence, type PresenceProps } from './components/Presence.tsx';
export { QrCode, type QrCodeProps } from './components/QrCode.tsx';
export { Segmented, type SegmentedOption, type SegmentedProps } from './components/Segmented.tsx';
export { Select, type SelectOption, type SelectProps } from './components/Select.tsx';
export { Sheet, type SheetProps } from './components/Sheet.tsx';
export { Skeleton, type SkeletonProps } from './components/Skeleton.tsx';
export { Spinner } from './components/Spinner.tsx';
export { Switch, type SwitchProps } from './components/Switch.tsx';
export { Table, type Column, type TableProps } from './components/Table.tsx';
export { TextField, type TextFieldProps } from './components/TextField.tsx';
export { applyTheme, readTheme, type ThemeChoice } from './theme/theme.ts';
export { useTheme } from './theme/useTheme.ts';
