import { useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';

/** A screen of a case as a route: takes the case from the address, and starts afresh for another case. */
export function withCase(CaseScreen: ComponentType<{ caseId: string }>): () => React.JSX.Element {
  return function CaseRoute() {
    const { caseId = '' } = useParams({ strict: false });
    return <CaseScreen key={caseId} caseId={caseId} />;
  };
}
