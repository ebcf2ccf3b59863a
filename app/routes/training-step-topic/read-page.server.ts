import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listTopicOptions } from '#app/data/training-topics/list-topic-options.server.ts'
import type { FamilyStep } from '#app/data/training-report/get-step-choice.server.ts'
import { getStepChoice } from '#app/data/training-report/get-step-choice.server.ts'
import { findTransition } from '#app/domain/training-need/transition-steps.ts'
import { notFound } from '#app/lib/http.server.ts'

const stepSchema = z.object({
	family: z.guid(),
	question: z
		.string()
		.min(1)
		.max(120)
		.refine((text) => !text.includes('\0')),
	step: z.enum(['0.5', '1', '1.5', '2', '2.5']),
})

/** The step that an address names, of a family of the account. What is not there is the 404. */
export async function findStep({ scope }: AccountSession, url: URL) {
	const parsed = stepSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!parsed.success) throw notFound()
	const { families, groups } = await listTopicOptions(scope)
	const family = families.find(({ id }) => id === parsed.data.family)
	if (!family) throw notFound()
	const { question: questionKey } = parsed.data
	const step: FamilyStep = {
		...{ familyId: family.id, questionKey },
		fromHalfSteps: Number(parsed.data.step) * 2,
	}
	const asked = groups.flatMap(({ questions }) => questions).find((one) => one.questionKey === questionKey)
	return {
		step,
		familyName: family.name,
		text: asked?.text ?? findTransition(questionKey)?.name ?? questionKey,
	}
}

export async function readStepTopicPage(session: AccountSession, url: URL) {
	const { account } = session
	const found = await findStep(session, url)
	return {
		...{ slug: account.slug, locale: account.locale, ...found },
		choice: await getStepChoice(session.scope, found.step),
	}
}
