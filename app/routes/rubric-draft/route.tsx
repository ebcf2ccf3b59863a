import { Download } from 'lucide-react'
import { data, redirect } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { TimeText, formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RubricChanges } from '#app/ui/rubric-changes.tsx'
import type { Route } from './+types/route.ts'
import { addFamily, discard, publish, removeFamily, saveHead } from './actions.server.ts'
import { AddFamilyForm } from './add-family-form.tsx'
import { FamilyRows } from './family-rows.tsx'
import { HeadForm } from './head-form.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { readDraftPage } from './read-page.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'frameworks.edit')
	const page = await readDraftPage(session)
	if (!page) throw redirect(`/a/${session.account.slug}/frameworks/${mapKey}/versions`)
	return page
}

const actions = {
	head: saveHead,
	'add-family': addFamily,
	'remove-family': removeFamily,
	publish,
	discard,
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'frameworks.edit')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const answer = await actions[intent as keyof typeof actions](session, form)
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Version ${loaderData?.version ?? ''}, a draft · Contour` },
]

export default function RubricDraftPage({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { version, updatedAt, changes, publishedVersion, locale, timeZone } = page
	const frameworks = `/a/${params.account}/frameworks`
	const map = `${frameworks}/${mapKey}`
	const answerOf = (about: 'head' | 'family' | 'publish') =>
		actionData?.about === about ? actionData : undefined
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: frameworks },
							{ label: 'Versions of the map', href: `${map}/versions` },
							{ label: 'Draft' },
						]}
					/>
				}
				title={`Version ${formatNumber(version, locale)}, a draft`}
				description="Nobody is asked this before it is published. What you leave as it is stays the source’s, with its citations; what you write is marked as your company’s."
				asOf={
					<>
						Saved last on <TimeText value={updatedAt} locale={locale} timeZone={timeZone} style="dateTime" />
					</>
				}
				actions={
					<a
						href={`${map}/versions/${page.id}/rubric.json`}
						download
						className="button"
						data-variant="secondary"
						data-size="medium"
					>
						<Download aria-hidden />
						Export
					</a>
				}
			/>
			<PublishPanel page={page} answer={answerOf('publish')} root={`${map}/draft`} />
			<FamilyRows page={page} root={`${map}/draft`} />
			<AddFamilyForm key={page.families.length} page={page} answer={answerOf('family')} />
			<HeadForm
				key={`${page.head.title} ${page.head.description}`}
				head={page.head}
				answer={answerOf('head')}
			/>
			{changes !== null && publishedVersion !== null && (
				<Panel
					title={`What is different from version ${formatNumber(publishedVersion, locale)}`}
					description="Between cycles of two versions Contour compares tiers alone, and says so: an answer to another question is no change."
				>
					{changes.length === 0 ? (
						<p className="text-sm text-muted">Nothing yet.</p>
					) : (
						<RubricChanges changes={changes} />
					)}
				</Panel>
			)}
		</div>
	)
}

export type DraftAnswer = Route.ComponentProps['actionData']
