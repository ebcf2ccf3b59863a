import { Form } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTeamMarks } from '#app/data/team-assessments/list-team-marks.server.ts'
import { setTeamMarks } from '#app/data/team-assessments/set-team-marks.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { MarksList } from './marks-list.tsx'
import type { KeptBoxes } from './read-form.server.ts'
import { readMarksForm } from './read-form.server.ts'

/** How many teams are named where somebody else has changed them. */
const mostNamed = 5

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	return { locale: account.locale, teams: await listTeamMarks(scope, { locale: account.locale }) }
}

/** Writes the teams of which a box was changed; nothing where somebody else has changed one of them meanwhile. */
export async function action({ context, request }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const form = await readForm(request)
	const read = readMarksForm(form)
	if (!read) return refusal<Refused>({ message: 'This form names no team. Load the page again.', kept: {} })
	const done = await setTeamMarks(scope, read.changes)
	if (!done.ok) {
		const kept = { ...read.kept }
		for (const { id } of done.teams) delete kept[id]
		return refusal<Refused>({ message: staleText(done.teams.map(({ name }) => name)), kept }, 'conflict')
	}
	const { changed } = done
	const message =
		changed === 0
			? 'Nothing was different, so nothing was saved.'
			: `${changed} ${changed === 1 ? 'team is' : 'teams are'} saved. What has begun already stays as it is.`
	return redirectWithNotice(`/a/${account.slug}/teams/lenses`, message)
}

/** Why nothing was saved, and the boxes that somebody changed of teams that nobody else did. */
type Refused = { message: string; kept: KeptBoxes }

function staleText(names: readonly string[]): string {
	const more = names.length - mostNamed
	const list = more > 0 ? [...names.slice(0, mostNamed), `${more} more`] : names
	const whose = names.length === 1 ? 'It is' : 'They are'
	return `Somebody else changed ${new Intl.ListFormat('en').format(list)} meanwhile. ${whose} shown as saved there; what you changed of other teams is still as you left it. Look, then save again.`
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'Lenses of teams · Contour' }]

export default function TeamMarks({ loaderData, actionData, params }: Route.ComponentProps) {
	const { teams, locale } = loaderData
	const root = `/a/${params.account}`
	const open = teams.filter(({ isEngineering, proposed }) => isEngineering === null && proposed).length
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Teams', href: `${root}/teams` }, { label: 'Lenses' }]} />}
				title="Which lenses apply to which teams"
				description="The AI coding levels are for teams that build product features, the agentic ladder for engineering teams. Where a domain is regulated, level 5 comes with the source’s caveat."
			/>
			{actionData && <ErrorSummary title="Nothing was saved" errors={[actionData]} />}
			{teams.length === 0 ? (
				<EmptyState title="No teams yet">Teams appear here once they are in the tree.</EmptyState>
			) : (
				<Form method="post" className="flex flex-col gap-4">
					<p className="max-w-prose text-sm text-muted">
						Engineering is proposed where at least half of a team’s people are of the Engineering family. A
						proposal holds once it is accepted.
					</p>
					<MarksList teams={teams} root={root} locale={locale} kept={actionData?.kept ?? {}} />
					<div className="flex flex-wrap gap-3">
						<Button>Save what I changed</Button>
						{open > 0 && (
							<Button variant="secondary" name="proposals" value="accept">
								Save, and accept {formatNumber(open, locale)} {open === 1 ? 'proposal' : 'proposals'}
							</Button>
						)}
					</div>
				</Form>
			)}
		</div>
	)
}
