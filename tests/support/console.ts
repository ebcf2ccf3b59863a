import { afterEach, beforeEach, expect } from 'vitest'

type Heard = { unexpected: unknown[][]; expectedPatterns: RegExp[] }
const here = globalThis as typeof globalThis & { heardConsole?: Heard }

/** One for the process: files that share it each run this module anew, and listen to the same console. */
const heard = (here.heardConsole ??= listen())

/** The running test brings about this console.error; any other fails it. */
export function expectConsoleError(pattern: RegExp): void {
	heard.expectedPatterns.push(pattern)
}

function listen(): Heard {
	const listening: Heard = { unexpected: [], expectedPatterns: [] }
	const original = console.error
	console.error = (...values: unknown[]) => {
		const text = values.map(String).join(' ')
		if (listening.expectedPatterns.some((pattern) => pattern.test(text))) return
		listening.unexpected.push(values)
		original(...values)
	}
	return listening
}

beforeEach(() => {
	heard.expectedPatterns = []
	heard.unexpected.length = 0
})

afterEach(() => {
	expect(heard.unexpected, 'console.error was called').toEqual([])
})
