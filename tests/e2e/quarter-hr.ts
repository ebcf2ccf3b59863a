import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { KeyboardUser } from '#tests/support/keyboard-user.ts'
import { button, link, says } from './quarter-stage.ts'

/** On the form of a plan, the day of each thing; null for what is done by hand. */
export async function typePlan(user: KeyboardUser, plan: Record<string, Day | null>) {
	for (const [label, day] of Object.entries(plan)) await user.typeDay(user.page.getByLabel(label), day)
}

/** From the page of a cycle's groups without any, makes one of a team. */
export async function makeGroup(user: KeyboardUser, { name, team }: { name: string; team: string }) {
	const { page } = user
	await user.use(link(page, 'Choose teams yourself'))
	await user.type(page.getByLabel('Name'), name)
	await user.tick(page.getByLabel(new RegExp(`^${team}`)))
	await user.use(button(page, 'Make the group'))
	await user.arrive(name)
}

/** On the page of a group, gives somebody another tier with its reason. */
export async function changeTier(user: KeyboardUser, change: { of: string; to: string; reason: string }) {
	const { page } = user
	const { of, to, reason } = change
	await user.use(link(page, `Change the tier of ${of}`))
	await user.pick(page.getByLabel('Tier', { exact: true }), to)
	await user.type(page.getByLabel('Why?'), reason)
	await user.use(button(page, 'Change the tier'))
	await says(page, `The tier of ${of} is changed.`)
	await user.fits()
}
