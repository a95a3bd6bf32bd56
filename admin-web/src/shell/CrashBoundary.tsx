import { Button, EmptyState } from '@stagedoor/design';
import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';

interface CrashBoundaryState {
  readonly error: Error | null;
}

/** A mistake in the console is shown instead of an empty page. A class, because React catches errors in no other way. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, CrashBoundaryState> {
  override state: CrashBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): CrashBoundaryState {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crash error={error} />;
  }
}

function Crash({ error }: { readonly error: Error }) {
  const { formatMessage } = useIntl();
  return (
    <EmptyState
      icon={<Bug size={28} aria-hidden />}
      title={formatMessage({ id: 'crash.title' })}
      action={
        <Button variant="primary" onPress={() => window.location.reload()}>
          <FormattedMessage id="crash.reload" />
        </Button>
      }
      data-testid="crash"
    >
      {error.message}
    </EmptyState>
  );
}
