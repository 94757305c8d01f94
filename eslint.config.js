import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'
import { onlyTheClock, size } from './tools/eslint-rules.js'

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/fixtures/**/*.js', '.cache/']),
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['vitest.config.ts'] } },
    },
    rules: {
      ...size,
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // `!` says what noUncheckedIndexedAccess cannot know; an error would follow at once.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/clock.ts', 'packages/core/src/platform.d.ts'],
    rules: onlyTheClock,
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts', '**/conformance/**/*.ts', 'tools/**/*.ts'],
    rules: {
      // `describe` is a function too, a test throws whatever an adopter might, and one subject's
      // cases stay together.
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
)
