import { expect, test } from 'vitest'
import { waitWords } from '#app/lib/wait-words.ts'

test.each([
	[1, '1 second'],
	[59.2, '60 seconds'],
	[99, '99 seconds'],
	[100, '2 minutes'],
	[3600, '60 minutes'],
	[5400, '2 hours'],
])('%d seconds are %s', (seconds, words) => {
	expect(waitWords(seconds)).toBe(words)
})
