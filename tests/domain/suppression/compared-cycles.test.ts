import { expect, test } from 'vitest'
import { areCompared } from '#app/domain/suppression/compared-cycles.ts'

test.each([
	['2026-07-01', '2026-10-01', true],
	['2026-10-01', '2026-07-01', true],
	['2025-10-01', '2026-10-01', true],
	['2025-09-30', '2026-10-01', false],
	['2024-02-29', '2025-02-28', true],
	['2024-02-29', '2025-03-01', false],
	['2024-12-01', '2026-01-01', false],
])('cycles that begin on %s and %s: %s', (one, other, expected) => {
	expect(areCompared(one, other)).toBe(expected)
	expect(areCompared(other, one)).toBe(expected)
})
