import { describe, expect, it } from 'vitest'
import type { CycleHead } from '#app/data/get-cycle-heads.server.ts'
import type { StartState } from '#app/routes/home/next-action.ts'
import { nextStep, startSteps } from '#app/routes/home/next-action.ts'

const cycle = (phase: CycleHead['phase']): CycleHead => ({
	id: `${phase}-id`,
	name: 'Q4 2026',
	phase,
	startsOn: '2026-10-01',
	endsOn: '2026-12-31',
	publishedAt: null,
	...{ opensOn: null, reviewOn: null, calibrationOn: null, publishesOn: null },
})
const nobody = { members: 0, joined: 0, invited: 0, hasHr: true }
const empty: StartState = { people: nobody, draft: null, running: null, lastPublished: null, progress: null }
const roster = { ...empty, people: { ...nobody, members: 40 } }
const invited = { ...empty, people: { ...nobody, members: 40, invited: 30 } }
const running = { ...invited, running: cycle('open'), progress: { assessed: 3, unassessed: 5 } }
const later = { ...empty, people: null, lastPublished: cycle('published') }

describe('what comes next on the way to a published cycle', () => {
	it.each<[string, StartState, string | null, string | null]>([
		['nothing yet', empty, 'people', 'roster-imports/new'],
		[
			'only the founder',
			{ ...empty, people: { ...nobody, members: 1, joined: 1 } },
			'people',
			'roster-imports/new',
		],
		[
			'a roster without anybody who runs cycles',
			{ ...roster, people: { ...roster.people, hasHr: false } },
			'hr',
			'settings/roles',
		],
		['a roster', roster, 'invite', 'invitations'],
		['invited people', invited, 'create', 'cycles/new'],
		['a draft cycle', { ...invited, draft: cycle('draft') }, 'open', 'cycles/draft-id'],
		['check-ins under way', running, 'agree', 'cycles/open-id'],
		['all agreed', { ...running, progress: { assessed: 8, unassessed: 0 } }, 'publish', 'cycles/open-id'],
		['published', later, 'create', 'cycles/new'],
		['published, the next drafted', { ...later, draft: cycle('draft') }, 'open', 'cycles/draft-id'],
		[
			'published, the next under way',
			{ ...running, people: null, lastPublished: cycle('published') },
			'agree',
			'cycles/open-id',
		],
	])('%s', (_, state, key, path) => {
		const next = nextStep(state)
		expect([next?.key ?? null, next?.path ?? null]).toEqual([key, path])
	})

	it('has every step done once a cycle is published', () => {
		const done = startSteps(later).filter((step) => step.done)
		expect(done).toHaveLength(startSteps(empty).length)
	})
})
