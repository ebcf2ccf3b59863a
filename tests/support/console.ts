import { afterEach, beforeEach, expect } from 'vitest'

const unexpected: unknown[][] = []
let expectedPatterns: RegExp[] = []

/** The running test brings about this console.error; any other fails it. */
export function expectConsoleError(pattern: RegExp): void {
	expectedPatterns.push(pattern)
}

const original = console.error
console.error = (...values: unknown[]) => {
	const text = values.map(String).join(' ')
	if (expectedPatterns.some((pattern) => pattern.test(text))) return
	unexpected.push(values)
	original(...values)
}

beforeEach(() => {
	expectedPatterns = []
	unexpected.length = 0
})

afterEach(() => {
	expect(unexpected, 'console.error was called').toEqual([])
})
