import type { AccountStart } from '#app/data/get-account-start.server.ts'
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

/** What the steps are decided by: the start of the account, and how far the running cycle is. */
export type StartState = Omit<AccountStart, 'lastPublished'> & {
	/** Of the running cycle: participants with and without a result so far; null where none runs. */
	progress: { assessed: number; unassessed: number } | null
	published: boolean
}

/** The way of an account from nothing to its first published cycle. */
export function startSteps(state: StartState): StartStep[] {
	const { members, invited, joined, hasHr, draft, running, progress, published } = state
	const cyclePath = running ? `cycles/${running.id}` : draft ? `cycles/${draft.id}` : 'cycles'
	const opened = running !== null || published
	return [
		{
			key: 'people',
			label: 'Bring in your people',
			text: 'Upload a CSV of your HR system, or add a few people by hand.',
			path: 'roster-imports/new',
			needs: 'people.manage',
			done: members > 1,
		},
		{
			key: 'hr',
			label: 'Say who runs cycles',
			text: 'Opening and publishing cycles takes the role HR. Give it to yourself or to somebody else.',
			path: 'settings/roles',
			needs: 'account.roles',
			done: hasHr,
		},
		{
			key: 'invite',
			label: 'Invite them',
			text: 'Each gets a mail and a sign-in of their own.',
			path: 'invitations',
			needs: 'people.manage',
			// One may be the person who founded the account.
			done: joined + invited > 1,
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
 * The one thing that whoever runs cycles does next, also in later cycles; null when nothing waits for them. Waiting for
 * others' check-ins counts as `agree`.
 */
export function nextStep(state: StartState): StartStep | null {
	const { draft, running, published, progress } = state
	// A later cycle starts over where the first one was created.
	const again = published && running === null
	const steps = startSteps({ ...state, published: false })
	if (again) return steps.find(({ key }) => key === (draft ? 'open' : 'create')) ?? null
	const next = steps.find(({ done }) => !done) ?? null
	if (next?.key === 'agree' && progress === null) return null
	return next
}
