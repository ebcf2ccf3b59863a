import { expect, test } from 'vitest'
import { SeededRandom } from '#seed/demo/random.ts'
import { checkFuzzed } from '#tests/imports/check-fuzzed.ts'
import { fuzzedFile } from '#tests/imports/fuzzed-file.ts'
import { times } from './times.ts'

test('files of metrics of all sorts are read or refused in words', async () => {
	const seed = 4_096
	const found = { refused: 0, read: 0 }
	for (let n = 0; n < times(10_000, 100); n += 1) {
		const random = new SeededRandom(seed + n)
		const bytes = fuzzedFile(random)
		try {
			found[await checkFuzzed(bytes, random.pick([1, 13, 500, 100_000]))] += 1
		} catch (error) {
			throw new Error(`File of seed ${seed + n}: ${Buffer.from(bytes).toString('latin1').slice(0, 500)}`, {
				cause: error,
			})
		}
	}
	expect(Math.min(found.read, found.refused)).toBeGreaterThan(10)
})
