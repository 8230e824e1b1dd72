import './content-policy.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

// The rest comes afterwards, for two reasons. The build may split modules so that the contract's checks are built before
// this file's own imports have run, and they must find the content policy settled. And the sheets of screens must not be
// read before tokens.css, which states the order of the layers.
void import('./start.tsx');
