import { describe, expect, test } from 'vitest'
import { times } from '#tests/soak/times.ts'
import { k, organizationOf, readersOf, winsOn } from './attack.ts'
import { factsOf, flowFactsOf, publish, readBy } from './publish.ts'

/** The third takes as long as ten others: it comes when all are asked for. */
const seeds = [1, 2, ...Array.from({ length: 37 }, (_, index) => index + 4), 3].slice(0, times(40, 12))

describe('nobody’s value follows from what a suppressed reader is shown', () => {
	test.each(seeds)('organization %i', { timeout: 120_000 }, (seed) => {
		const organization = organizationOf(seed)
		const published = publish(organization, k)
		for (const [name, reader] of Object.entries(readersOf(organization))) {
			const read = readBy(published, reader)
			const facts = factsOf(read, organization.familyIds, reader)
			const flows = flowFactsOf(published, read, organization.familyIds)
			const { determined, exposed } = winsOn(organization, reader, facts, flows)
			// Whom a reader comes to see later was among the unseen before, and what was shown then cannot be taken back. What
			// that betrays is no fault of a later snapshot: it follows from the earlier figures alone.
			const lastId = organization.cycles.at(-1)?.id
			const before = winsOn(
				organization,
				reader,
				facts.filter(({ cycleId }) => cycleId !== lastId),
			)
			const known = new Set(before.determined.map(({ personId, measure }) => `${personId} ${measure}`))
			const added =
				name === 'manager'
					? determined.filter(({ personId, measure }) => !known.has(`${personId} ${measure}`))
					: determined
			expect(added, name).toEqual([])
			if (name !== 'manager') expect(exposed, name).toEqual([])
		}
	})
})
