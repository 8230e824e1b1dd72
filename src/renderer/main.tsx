import './content-policy.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

// The rest comes afterwards: the build may split modules so that the contract's checks are built before this file's own
// imports have run, and they must find the content policy settled.
void import('./start.tsx');
