/** Colours, font sizes in pixels and z-indexes live in tokens.css; everything else names a token. */
const RAW_COLOURS = [/^(rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)$/];

export default {
  rules: {
    'color-no-hex': true,
    'color-named': 'never',
    'function-disallowed-list': RAW_COLOURS,
    'declaration-property-unit-disallowed-list': { 'font-size': ['px'], font: ['px'], 'line-height': ['px'] },
    'declaration-property-value-allowed-list': { 'z-index': ['/^var\\(--z-/', 'auto'] },
    'block-no-empty': true,
    'declaration-block-no-duplicate-properties': true,
    'no-duplicate-selectors': true,
    'property-no-unknown': [true, { ignoreProperties: ['composes'] }],
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    'unit-no-unknown': true,
  },
  overrides: [
    {
      files: ['**/tokens.css'],
      rules: { 'color-no-hex': null, 'function-disallowed-list': null },
    },
  ],
};
