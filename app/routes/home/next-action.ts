import type { AccountStart } from '#app/data/count-account-start.server.ts'
import type { CycleHeads } from '#app/data/get-cycle-heads.server.ts'
import type { Action } from '#app/domain/access/policy.ts'

/** One step on the way to a published cycle, with the page where it is done and the right that it needs. */
export type StartStep = {
	key: 'people' | 'invite' | 'hr' | 'create' | 'open' | 'agree' | 'publish'
	label: string
	text: string
	/** Below the account's address. */
	path: string
	needs: Action
	done: boolean
}

/** What the steps are decided by. */
export type StartState = CycleHeads & {
	/** Null once a cycle was published: whoever got there has their people in. */
	people: AccountStart | null
	/** Of the running cycle: participants with and without a result so far; null where none runs. */
	progress: { assessed: number; unassessed: number } | null
}

/** The way of an account from nothing to its first published cycle. */
export function startSteps(state: StartState): StartStep[] {
	const { people, draft, running, progress, lastPublished } = state
	const published = lastPublished !== null
	const cyclePath = running ? `cycles/${running.id}` : draft ? `cycles/${draft.id}` : 'cycles'
	const opened = running !== null || published
	return [
		{
			key: 'people',
			label: 'Bring in your people',
			text: 'Upload a CSV of your HR system, or add a few people by hand.',
			path: 'roster-imports/new',
			needs: 'people.manage',
			done: people === null || people.members > 1,
		},
		{
			key: 'hr',
			label: 'Say who runs cycles',
			text: 'Opening and publishing cycles takes the role HR. Give it to yourself or to somebody else.',
			path: 'settings/roles',
			needs: 'account.roles',
			done: people === null || people.hasHr,
		},
		{
			key: 'invite',
			label: 'Invite them',
			text: 'Each gets a mail and a sign-in of their own.',
			path: 'invitations',
			needs: 'people.manage',
			// One may be the person who founded the account.
			done: people === null || people.joined + people.invited > 1,
		},
		{
			key: 'create',
			label: 'Create a cycle',
			text: 'A quarter with its dates. Nothing starts before you open it.',
			path: 'cycles/new',
			needs: 'cycles.run',
			done: draft !== null || opened,
		},
		{
			key: 'open',
			label: 'Open it',
			text: 'Freezes teams and managers as they are, and asks everybody to check in.',
			path: cyclePath,
			needs: 'cycles.run',
			done: opened,
		},
		{
			key: 'agree',
			label: 'Check in and agree',
			text: 'Members and managers answer, then agree. Follow the progress here.',
			path: cyclePath,
			needs: 'cycles.run',
			done: published || (progress !== null && progress.assessed > 0 && progress.unassessed === 0),
		},
		{
			key: 'publish',
			label: 'Publish it',
			text: 'The heatmap and the training needs appear, and never change afterwards.',
			path: cyclePath,
			needs: 'cycles.run',
			done: published,
		},
	]
}

/**
 * The one thing that whoever runs cycles does next, also in later cycles. Waiting for others' check-ins counts as `agree`.
 */
export function nextStep(state: StartState): StartStep | null {
	// A later cycle goes the same way as the first.
	return startSteps({ ...state, lastPublished: null }).find(({ done }) => !done) ?? null
}
