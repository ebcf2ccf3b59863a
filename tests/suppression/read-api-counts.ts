import { z } from 'zod'
import { aimOf, belowFact } from './read-other-pages.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'

const answer = z.strictObject({
	cycle: z.string(),
	node: z.looseObject({ id: z.string() }),
	children: z.array(z.looseObject({ id: z.string() })),
	counts: z.array(
		z.strictObject({
			familyId: z.string(),
			question: z.string().nullable(),
			count: z.union([
				z.strictObject({ state: z.literal('shown'), below: z.number(), n: z.number() }),
				// A hidden count says nothing but that it is hidden.
				z.strictObject({
					state: z.enum(['suppressed', 'exempt', 'not-assessed', 'empty', 'no-target']),
				}),
			]),
		}),
	),
})

/** Reads what a program gets of the training needs, of each cycle and every node that it can reach. */
export async function readApiCounts(
	families: readonly { id: string; key: string }[],
	of: { server: string; token: string; cycleIds: readonly string[]; rootId: string },
): Promise<Reading> {
	const reading = emptyReading()
	for (const cycleId of of.cycleIds) {
		const waiting = [of.rootId]
		for (const nodeId of waiting) {
			const search = new URLSearchParams({ cycle: cycleId, team: nodeId })
			const response = await fetch(`${of.server}/api/v1/training-needs/counts?${search}`, {
				headers: { authorization: `Bearer ${of.token}` },
			})
			const { node, children, counts } = answer.parse(await response.json())
			waiting.push(...children.map(({ id }) => id))
			for (const { familyId, question, count } of counts) {
				const isOfTier = question === null || question.startsWith('transition.')
				const measure = isOfTier ? 'tier' : question
				const cell = { cycleId, nodeId: node.id, familyIds: [familyId], measure }
				if (count.state === 'suppressed') reading.hidden.add(cellKey(cell))
				if (count.state !== 'shown') continue
				const key = families.find(({ id }) => id === familyId)?.key ?? ''
				reading.facts.push(belowFact(cell, { ...count, aim: aimOf(key, question) }))
			}
		}
	}
	return reading
}
