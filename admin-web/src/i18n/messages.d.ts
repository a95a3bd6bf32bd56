import type en from './en.json';

// React Intl's own way to let the compiler know every message id.
declare global {
  namespace FormatjsIntl {
    interface Message {
      ids: keyof typeof en;
    }
  }
}
