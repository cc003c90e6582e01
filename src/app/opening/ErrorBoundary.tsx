import { Component, type ReactNode } from 'react';
import { ClosedPage } from './ClosedPage.tsx';

/** Shows nothing rather than something half right when a part of the page fails. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <ClosedPage closed={{ kind: 'broken' }} /> : this.props.children;
  }
}
