import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { remindByHand } from '#app/data/remind-by-hand.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { reminderMails } from '#app/mail/reminder-mails.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { FewerView, SentView } from './lists.tsx'
import { filterOf, parseSearch, readRemindersPage } from './read-page.server.ts'
import { WaitingView } from './waiting-view.tsx'

export async function loader({ url, context, params }: Route.LoaderArgs) {
	return readRemindersPage(requireAccess(context, 'cycles.run'), params.cycleId, url)
}

/** Reminds the list as the address filters it: what the button counted. */
export async function action({ request, context, params }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'cycles.run')
	const { cycleId } = params
	if (!z.guid().safeParse(cycleId).success) throw notFound()
	const form = await readForm(request)
	if (form.get('intent') !== 'remind') throw refuse('invalid')
	const url = new URL(request.url)
	const here = `/a/${account.slug}/cycles/${cycleId}/reminders${url.search}`
	const done = await remindByHand(scope, {
		cycleId,
		filter: filterOf(parseSearch(url)),
		announce: (told) => reminderMails({ ...told, account, baseUrl: getEnv().CONTOUR_BASE_URL }),
	})
	if (!done.ok) {
		const message = 'This cycle is not running, so nobody can be reminded. Nothing was sent.'
		return redirectWithNotice(here, message, { tone: 'info' })
	}
	if (done.reminded === 0) {
		const message = 'Everybody of this list got a mail today already, or can’t get one. Nothing was sent.'
		return redirectWithNotice(here, message, { tone: 'info' })
	}
	const verb = done.reminded === 1 ? 'is' : 'are'
	return redirectWithNotice(here, `${peopleText(done.reminded, account.locale)} ${verb} reminded.`)
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Reminders, ${loaderData?.cycle.name ?? 'cycle'} · Contour` },
]

export default function CycleReminders({ loaderData: page, params }: Route.ComponentProps) {
	const { cycle, view, running } = page
	const cycles = `/a/${params.account}/cycles`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Cycles', href: cycles },
							{ label: cycle.name, href: `${cycles}/${cycle.id}` },
							{ label: 'Reminders', href: `${cycles}/${cycle.id}/reminders` },
						]}
					/>
				}
				title={
					<span className="flex flex-wrap items-center gap-3">
						Reminders
						<CyclePhaseBadge phase={cycle.phase} />
					</span>
				}
				description="Whom the cycle waits for, who was told, and who wants to be told less."
			/>
			<Tabs
				label="Reminders"
				items={[
					...(running ? [{ label: 'Waiting', href: '?', current: view === 'waiting' }] : []),
					{ label: 'Sent', href: '?view=sent', current: view === 'sent' },
					{ label: 'Fewer wanted', href: '?view=fewer', current: view === 'fewer' },
				]}
			/>
			{page.view === 'waiting' && <WaitingView page={page} />}
			{page.view === 'sent' && <SentView page={page} />}
			{page.view === 'fewer' && <FewerView page={page} />}
		</div>
	)
}
