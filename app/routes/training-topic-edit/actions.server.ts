import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { archiveTopic } from '#app/data/training-topics/archive-topic.server.ts'
import { changeTopic } from '#app/data/training-topics/change-topic.server.ts'
import { topicFormSchema } from '#app/domain/training-topic/topic-form.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

/** Why nothing was changed, with what somebody else saved in between. */
export type TopicRefusal = {
	status: 400 | 409
	result: SubmissionResult | null
	current: TrainingTopic | null
}

const schema = z.object({ version: rowVersion }).and(topicFormSchema)

const texts = {
	stale: 'Somebody else changed this topic meanwhile. Nothing of yours is lost: compare, then save again.',
	'family-gone': 'A family that you chose is gone. Load the page again.',
}

export async function saveTopic(
	{ scope, account }: AccountSession,
	topicId: string,
	form: FormData,
): Promise<Response | TopicRefusal> {
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), current: null }
	const { version, ...input } = submission.value
	const changed = await changeTopic(scope, { topicId, version, input })
	if (changed.ok) {
		return redirectWithNotice(
			`/a/${account.slug}/training-topics/${topicId}`,
			changed.changed ? `${input.title} is saved.` : 'Nothing was different, so nothing was saved.',
		)
	}
	if (changed.reason === 'gone') throw notFound()
	return {
		status: 409,
		result: submission.reply({ formErrors: [texts[changed.reason]] }),
		current: changed.reason === 'stale' ? changed.current : null,
	}
}

/** Takes the topic out of the catalogue or puts it back. */
export async function moveToArchive(
	{ scope, account }: AccountSession,
	topicId: string,
	{ form, archive }: { form: FormData; archive: boolean },
): Promise<Response | TopicRefusal> {
	const version = rowVersion.safeParse(form.get('version'))
	if (!version.success) throw refuse('invalid')
	const moved = await archiveTopic(scope, { topicId, version: version.data, archive })
	if (moved.ok) {
		return redirectWithNotice(
			`/a/${account.slug}/training-topics/${topicId}`,
			archive ? 'The topic is archived. You can put it back.' : 'The topic is in use again.',
		)
	}
	if (moved.reason === 'gone') throw notFound()
	return { status: 409, result: null, current: moved.current }
}
