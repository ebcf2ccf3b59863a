import { describe, expect, test } from 'vitest'
import { k, organizationOf, readersOf, winsOn } from './attack.ts'
import { factsOf, publish, readBy } from './publish.ts'

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

describe('nobody’s value follows from what a suppressed reader is shown', () => {
	test.each(seeds)('organization %i', { timeout: 120_000 }, (seed) => {
		const organization = organizationOf(seed)
		const published = publish(organization, k)
		for (const [name, reader] of Object.entries(readersOf(organization))) {
			const facts = factsOf(readBy(published, reader), organization.familyIds, reader)
			const { determined, exposed } = winsOn(organization, reader, facts)
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
