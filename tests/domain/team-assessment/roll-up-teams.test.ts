import { expect, test } from 'vitest'
import { rollUpTeams } from '#app/domain/team-assessment/roll-up-teams.ts'

const nodes = [
	{ id: 'all', name: 'All', parentId: null },
	{ id: 'a', name: 'A', parentId: 'all' },
	{ id: 'a1', name: 'A1', parentId: 'a' },
	{ id: 'a2', name: 'A2', parentId: 'a' },
	{ id: 'b', name: 'B', parentId: 'all' },
]

test('a node counts its own assessment and those of all teams below it, each once', () => {
	const steps: Record<string, number | null> = { a: 2, a1: 0, a2: null, b: 2 }
	const rolled = rollUpTeams(nodes, { steps: 3, stepOf: (id) => steps[id] })
	expect(rolled.get('all')).toEqual({ counts: [1, 0, 2], agreed: 3, begun: 1 })
	expect(rolled.get('a')).toEqual({ counts: [1, 0, 1], agreed: 2, begun: 1 })
	expect(rolled.get('a2')).toEqual({ counts: [0, 0, 0], agreed: 0, begun: 1 })
	expect(rolled.get('b')).toEqual({ counts: [0, 0, 1], agreed: 1, begun: 0 })
})
