import { z } from 'zod'
import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listSentReminders } from '#app/data/list-sent-reminders.server.ts'
import { occasionNames } from '#app/domain/cycle/reminder-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutFilters, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'

const searchSchema = z.object({
	search: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
})

/** Names and order stay; a new one comes at the end. */
const columns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('day', 'Day', { type: 'day', width: 12, paper: 10 }),
	column('person', 'Person', { width: 28, paper: 22 }),
	column('for_what', 'For what', { width: 50, paper: 40 }),
	column('sent_by', 'Sent by', { width: 28, paper: 20 }),
]

/** Who was reminded in a cycle, as its page lists it with the same search, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'cycles.run')
	const cycleId = z.guid().safeParse(params.cycleId)
	const cycle = cycleId.success ? await getCycle(scope, { cycleId: cycleId.data }) : null
	if (!cycle || cycle.phase === 'draft') throw notFound()
	const url = new URL(request.url)
	const { search } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { reminders } = await listSentReminders(scope, { cycleId: cycle.id, search, page: 1, pageSize: null })
	const rows = reminders.map(({ day, name, occasions, byName }): CellRow => [
		...[cycle.name, day, name, occasions.map((one) => occasionNames[one]).join('; ')],
		byName ?? 'The calendar',
	])
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns },
			name: `reminders-${cycle.name}`,
			page: `/a/${account.slug}/cycles/${cycle.id}/reminders?${new URLSearchParams({ view: 'sent', search })}`,
			title: `Reminders sent · ${cycle.name}`,
			about: () => [
				aboutText('Cycle', cycle.name),
				aboutText('Phase', cycle.phase),
				aboutFilters({ 'a search by name': search !== '' }, 'everybody'),
				aboutText('Order', 'By day, descending'),
				aboutCount('Mails', rows.length),
				aboutCount('People', new Set(reminders.map(({ memberId }) => memberId)).size),
				aboutText('Suppression', 'None: who was told to send, never what they sent.'),
			],
			footer: 'who was reminded',
		},
	)
}
