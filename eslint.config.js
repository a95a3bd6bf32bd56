import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Prose that would reach the screen must come from the message catalogue. */
const literalText = [
  {
    selector: 'JSXText[value=/\\p{L}/u]',
    message: 'No string in code: add a message to the catalogue (src/i18n) and use its id.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(aria-label|alt|title|placeholder|label|description|errorMessage)$/] > Literal[value=/\\p{L}/u]',
    message: 'No string in code: add a message to the catalogue (src/i18n) and use its id.',
  },
];

/** The server sends `style-src 'self'`; React sets `style` through CSSOM, but tokens belong in CSS. */
const inlineMarkup = [
  {
    selector: "JSXOpeningElement[name.name='style']",
    message: 'The content security policy forbids inline style elements: use a .module.css file.',
  },
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'Markup from strings is never trusted.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/generated/**',
      '**/target/**',
      '**/test-results/**',
      '**/playwright-report/**',
      'data/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Style house rule 9: files are short, functions fit a screen.
      'max-lines': ['error', { max: 400, skipComments: true }],
      'max-lines-per-function': ['error', { max: 90, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...inlineMarkup],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, properties: false } },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: { 'no-restricted-syntax': ['error', ...literalText, ...inlineMarkup] },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['web/e2e/players/*.js'],
    languageOptions: { globals: globals.browser },
  },
  prettier,
);
