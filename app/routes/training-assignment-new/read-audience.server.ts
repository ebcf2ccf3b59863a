import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { findRecipient } from '#app/data/training-assignments/find-recipient.server.ts'
import type { Audience } from '#app/data/training-assignments/read-audience.server.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { notFound } from '#app/lib/http.server.ts'

const whoSchema = z.object({
	/** One person, by id. */
	member: z.guid().optional(),
	/** One person as somebody has typed them. */
	person: z
		.string()
		.max(300)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	/** A topic that is chosen already. */
	topic: z.guid().optional().catch(undefined),
})

export type AskedAudience = {
	audience: Audience | null
	chosen: string | null
	/** Of the group: whose needs the audience is taken from. */
	cycleName: string | null
	/** What was typed for a person, and why it leads to nobody. */
	typed: { text: string; problem: 'nobody' | 'several' | null }
}

/** To whom an address gives training: one person, or everybody whom the list of needs shows to lack a step. What is not there is the 404. */
export async function readAskedAudience({ scope, person }: AccountSession, url: URL): Promise<AskedAudience> {
	const params = Object.fromEntries(url.searchParams)
	const who = whoSchema.safeParse(params)
	const needs = trainingNeedSearchSchema.safeParse(params)
	if (!who.success || !needs.success) throw notFound()
	const { member, person: text, topic } = who.data
	const common = { chosen: topic ?? null, cycleName: null, typed: { text, problem: null } }
	const { question: questionKey, step: tier } = needs.data
	const step =
		questionKey !== undefined && tier !== undefined ? { questionKey, fromHalfSteps: Number(tier) * 2 } : null
	if (member !== undefined) {
		return { ...common, audience: { kind: 'members', memberIds: [member], step } }
	}
	if (text !== '') {
		const found = await findRecipient(scope, person, { text })
		return found.ok
			? { ...common, audience: { kind: 'members', memberIds: [found.id], step } }
			: { ...common, audience: null, typed: { text, problem: found.reason } }
	}
	if (!step) return { ...common, audience: null }
	const found = await findTrainingNeedsScope(scope, person, needs.data)
	if (found === null) throw notFound()
	if (found === 'nothing' || found.isQuestionLeftOut) return { ...common, audience: null }
	const { filter, snapshot } = found
	return { ...common, audience: { kind: 'need', filter, step }, cycleName: snapshot.cycleName }
}
