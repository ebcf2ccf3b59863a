import { expect, test } from 'vitest'
import { decidePattern } from '#app/domain/suppression/decide-pattern.ts'
import type { CountRow, Pattern } from '#app/domain/suppression/pattern.ts'
import type { Wins } from './attack.ts'
import { k, organizationOf, readersOf, winsOn } from './attack.ts'
import type { Organization } from './organization.ts'
import { questionsOf } from './organization.ts'
import type { Published } from './publish.ts'
import { countRows, factsOf, publish, seesNobody } from './publish.ts'
import type { Fact } from './solver.ts'

/**
 * Each rule in turn is left out, and the adversary wins somewhere. The product has no switch for that: here a decision is
 * given what makes one rule find nothing to object to, or what that rule alone held back is shown in addition.
 */
const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

function firstWin(attack: (organization: Organization) => Wins): Wins | undefined {
	for (const seed of seeds) {
		const wins = attack(organizationOf(seed))
		if (wins.determined.length > 0) return wins
	}
	return undefined
}

/** Attacks patterns to which `extend` adds columns; only of the first cycle, so that no other rule is needed. */
function firstCycle(organization: Organization, extend: (published: Published) => Pattern['columns']): Wins {
	const alone = { ...organization, cycles: organization.cycles.slice(0, 1) }
	const published = publish(alone, k).map((snapshot) => ({
		...snapshot,
		pattern: { k, columns: extend(snapshot) },
	}))
	return winsOn(alone, seesNobody, factsOf(published, organization.familyIds))
}

/** The tier's cells of a snapshot in which the people satisfy a rule. */
function cellsWhere(
	{ cycle }: Published,
	isShown: (people: number, values: number) => boolean,
): Pattern['columns'] {
	const cells = Map.groupBy(
		countRows(cycle).filter(({ measure }) => measure === 'tier'),
		({ nodeId, familyId }) => JSON.stringify([familyId, nodeId]),
	)
	return [...cells].flatMap(([key, rows]) => {
		const [familyId, nodeId] = JSON.parse(key) as [string, string]
		const people = rows.reduce((sum, { count }) => sum + count, 0)
		return isShown(people, rows.length) ? [{ measure: 'tier', familyId, nodeIds: [nodeId] }] : []
	})
}

function merge(columns: Pattern['columns']): Pattern['columns'] {
	const merged = Map.groupBy(columns, ({ measure, familyId }) => `${measure} ${familyId}`)
	return [...merged.values()].flatMap(([first, ...more]) =>
		first ? [{ ...first, nodeIds: [...new Set([first, ...more].flatMap(({ nodeIds }) => nodeIds))] }] : [],
	)
}

test('without the least number of people, groups of fewer are exposed', { timeout: 240_000 }, () => {
	const exposed = seeds.some((seed) => {
		const organization = organizationOf(seed)
		const alone = { ...organization, cycles: organization.cycles.slice(0, 1) }
		const published = publish(alone, k, (input) => ({ ...input, k: 1 }))
		return winsOn(alone, seesNobody, factsOf(published, alone.familyIds)).exposed.length > 0
	})
	expect(exposed).toBe(true)
})

test('without the least number of people, values follow over two cycles', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) => {
		const published = publish(organization, k, (input) => ({ ...input, k: 1 }))
		return winsOn(organization, seesNobody, factsOf(published, organization.familyIds))
	})
	expect(wins?.determined).not.toHaveLength(0)
})

test('with what remains of a parent left unsafe', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) =>
		firstCycle(organization, (snapshot) =>
			merge(cellsWhere(snapshot, (people, values) => people >= k && values > 1)),
		),
	)
	expect(wins?.determined).not.toHaveLength(0)
})

test('with a group shown in which all have one value', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) =>
		firstCycle(organization, (snapshot) =>
			merge([
				...snapshot.pattern.columns,
				...cellsWhere(snapshot, (people, values) => people >= k && values === 1),
			]),
		),
	)
	expect(wins?.determined).not.toHaveLength(0)
})

test('with a total over all families beside a hidden one', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) => {
		const alone = { ...organization, cycles: organization.cycles.slice(0, 1) }
		const published = publish(alone, k)
		const totals = published.flatMap(({ cycle }): Fact[] => {
			const rows = countRows(cycle).filter(({ measure }) => measure === 'tier')
			return [...Map.groupBy(rows, ({ nodeId }) => nodeId)].map(([nodeId, ofNode]) => ({
				cycleId: cycle.id,
				nodeId,
				familyIds: organization.familyIds,
				measure: 'tier',
				figures: { counts: countsOf(ofNode) },
			}))
		})
		return winsOn(alone, seesNobody, [...factsOf(published, alone.familyIds), ...totals])
	})
	expect(wins?.determined).not.toHaveLength(0)
})

test('without a look at earlier cycles', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) => {
		const published = publish(organization, k, (input) => ({ ...input, earlier: [] }))
		return winsOn(organization, seesNobody, factsOf(published, organization.familyIds))
	})
	expect(wins?.determined).not.toHaveLength(0)
})

test('with people counted whom the reader sees', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) => {
		const reader = readersOf(organization)['manager'] ?? seesNobody
		const published = publish(organization, k)
		return winsOn(organization, reader, factsOf(published, organization.familyIds))
	})
	expect(wins?.determined).not.toHaveLength(0)
})

test('with questions shown where the tier is not', { timeout: 240_000 }, () => {
	const wins = firstWin((organization) =>
		firstCycle(organization, ({ snapshot, pattern }) => {
			const { standings } = snapshot
			const alone = organization.familyIds.flatMap((familyId, family) =>
				questionsOf(familyId).flatMap((measure, question) => {
					// The answers in the place of the tier.
					const values = Uint8Array.from({ length: standings.people }, (_, person) =>
						Math.floor((standings.cells[person] ?? 0) / snapshot.nodes.length) === family
							? (standings.values[person * standings.width + 1 + question] ?? 0)
							: 0,
					)
					const asTier = {
						...snapshot,
						families: organization.familyIds.map((id) => ({ id, questions: [] })),
						standings: { ...standings, values, width: 1 },
					}
					return decidePattern({ k, snapshot: asTier, earlier: [] })
						.columns.filter((column) => column.measure === 'tier' && column.familyId === familyId)
						.map((column) => ({ ...column, measure }))
				}),
			)
			return merge([...pattern.columns, ...alone])
		}),
	)
	expect(wins?.determined).not.toHaveLength(0)
})

function countsOf(rows: readonly CountRow[]): Record<number, number> {
	const counts: Record<number, number> = {}
	for (const { value, count } of rows) counts[value] = (counts[value] ?? 0) + count
	return counts
}
