import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { readForm } from '#app/lib/form.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { RubricChanges } from '#app/ui/rubric-changes.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { saveFamily } from './actions.server.ts'
import { FamilyForm } from './family-form.tsx'
import { readFamilyPage } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readFamilyPage(requireAccess(context, 'frameworks.edit'), params.family)
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'frameworks.edit')
	const answer = await saveFamily(session, params.family, await readForm(request))
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.family.name ?? 'Family'}, a draft · Contour` },
]

export default function RubricDraftFamily({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const frameworks = `/a/${params.account}/frameworks`
	const draft = `${frameworks}/${mapKey}/draft`
	const { family, siblings, version, fingerprint, locale } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: frameworks },
							{ label: 'Versions of the map', href: `${frameworks}/${mapKey}/versions` },
							{ label: 'Draft', href: draft },
							{ label: family.name },
						]}
					/>
				}
				title={<bdi>{family.name}</bdi>}
				description={`What a check-in asks in version ${formatNumber(version, locale)}, a draft. Every button saves what you have written, also where something is missing.`}
				below={
					<Tabs
						label="Families of the draft"
						items={siblings.map((one) => ({
							label: one.name,
							href: `${draft}/${one.key}`,
							current: one.key === family.key,
						}))}
					/>
				}
			/>
			{actionData && (
				<AnswerNotice tone="error" title="Not saved">
					{actionData.message}
				</AnswerNotice>
			)}
			{actionData && actionData.changes.length > 0 && (
				<Notice tone="warning" title="What yours changes in what is kept now">
					<RubricChanges changes={actionData.changes} />
				</Notice>
			)}
			<FamilyForm
				// A saved form starts from what is kept.
				key={`${family.key} ${fingerprint}`}
				page={page}
				typed={actionData?.typed ?? family}
				seen={actionData?.fingerprint ?? fingerprint}
			/>
		</div>
	)
}
