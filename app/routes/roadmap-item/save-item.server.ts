import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { findPeople } from '#app/data/roadmaps/find-people.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { listMetricOptions } from '#app/data/roadmaps/list-metric-options.server.ts'
import type { PlanItem } from '#app/data/roadmaps/roadmap-rows.server.ts'
import { saveItemFields } from '#app/data/roadmaps/save-item-fields.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { itemFormSchema } from '#app/domain/roadmap/item-form.ts'
import type { ItemValues } from '#app/domain/roadmap/item-values.ts'
import { asFormValues, asRule } from '#app/domain/roadmap/item-values.ts'
import { describeItemRefusal } from '#app/domain/roadmap/item-words.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { formatDate } from '#app/ui/format.tsx'

/** Why nothing was changed, with what somebody else saved in between. */
export type ItemAnswer = {
	status: 400 | 409
	result: SubmissionResult | undefined
	text: string | null
	latest: { values: ItemValues; version: number } | null
	/** Evidence that was refused, as it was typed: without a script the page has nothing else to show it from. */
	evidence?: { note: string; url: string }
}

const schema = z.object({ version: rowVersion }).and(itemFormSchema)

const noWho = {
	nobody: 'Nobody here is meant by this. Enter an e-mail, an employee id or a full name.',
	several: 'Several people are meant by this. Enter an e-mail or an employee id.',
}

/** Saves the fields of an item; another phase puts it at the end of that. */
export async function saveItem(
	session: RoadmapSession,
	itemId: string,
	form: FormData,
): Promise<Response | ItemAnswer> {
	const { scope, account, roadmapId } = session
	const submission = parseFormData(form, schema)
	const base = { result: submission.reply(), text: null, latest: null }
	if (submission.status !== 'success') return { status: 400, ...base }
	const { version, ...given } = submission.value
	const before = await getRoadmapItem(scope, { roadmapId, itemId })
	if (!before) throw notFound()
	const metrics = await listMetricOptions(scope, { item: before })
	const owner = await findOwner(session, given.owner, before)
	if (!owner.ok) {
		return {
			status: 400,
			...base,
			result: submission.reply({ fieldErrors: { owner: [noWho[owner.reason]] } }),
		}
	}
	const refuse = (
		refusal: Parameters<typeof describeItemRefusal>[0],
		current: PlanItem | null,
	): ItemAnswer => ({
		status: 409,
		result: submission.reply({ formErrors: [describeItemRefusal(refusal)] }),
		text: null,
		latest: current && { values: asFormValues(current, metrics), version: current.version },
	})
	const saved = await saveItemFields(scope, {
		...{ roadmapId, itemId, version, phase: given.phase },
		input: {
			...{ text: given.text, kind: given.kind, state: given.state, weight: given.weight },
			...{ ownerId: owner.id, dueOn: given.dueOn ?? null, link: given.link ?? null },
			outcome: asRule(given, metrics),
		},
	})
	if (!saved.ok) {
		if (saved.reason === 'gone') throw notFound()
		if (saved.reason === 'due-before-start') {
			const startsOn = formatDate(saved.startsOn, account.locale, 'UTC')
			const message = describeItemRefusal({ ...saved, startsOn })
			return { status: 400, ...base, result: submission.reply({ fieldErrors: { dueOn: [message] } }) }
		}
		return refuse(saved, saved.reason === 'stale' ? saved.current : null)
	}
	return redirectWithNotice(
		`/a/${account.slug}/roadmaps/${roadmapId}/items/${itemId}`,
		saved.changed ? 'The item is saved.' : 'Nothing was different, so nothing was saved.',
	)
}

/** Who is there stays, though the name be another’s too. */
async function findOwner(
	{ scope, account }: RoadmapSession,
	text: string | undefined,
	before: Pick<PlanItem, 'ownerId' | 'ownerName'>,
): Promise<{ ok: true; id: string | null } | { ok: false; reason: 'nobody' | 'several' }> {
	if (!text) return { ok: true, id: null }
	if (text === before.ownerName) return { ok: true, id: before.ownerId }
	const found = await findPeople(scope, { texts: [text], today: todayIn(account.timeZone) })
	return found.ok ? { ok: true, id: found.ids[0] ?? null } : { ok: false, reason: found.reason }
}
