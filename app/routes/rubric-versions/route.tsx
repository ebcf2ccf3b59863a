import { FileUp, PencilLine } from 'lucide-react'
import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRubricVersions } from '#app/data/list-rubric-versions.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { startRubricDraft } from '#app/data/start-rubric-draft.server.ts'
import { checkRubricDraft } from '#app/domain/framework/check-rubric-draft.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { TimeText, formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { StartForm } from './start-form.tsx'
import { VersionTable } from './version-table.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'frameworks.edit')
	const found = await readRubricDraft(scope, { key: mapKey })
	return {
		versions: await listRubricVersions(scope, { key: mapKey }),
		draft: found && {
			version: found.version,
			updatedAt: found.updatedAt,
			missing: checkRubricDraft(found.draft).length,
		},
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

const formSchema = z.object({ intent: z.literal('start'), versionId: z.guid() })

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'frameworks.edit')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const started = await startRubricDraft(scope, { key: mapKey, frameworkVersionId: form.data.versionId })
	const draft = `/a/${account.slug}/frameworks/${mapKey}/draft`
	if (started.ok) return redirect(draft, 303)
	if (started.reason === 'gone') throw notFound()
	return redirectWithNotice(draft, 'There is a draft already: this is it. Discard it to begin another.', {
		tone: 'error',
	})
}

export const meta: Route.MetaFunction = () => [{ title: 'Versions of the map · Contour' }]

export default function RubricVersions({ loaderData, params }: Route.ComponentProps) {
	const { versions, draft, locale, timeZone } = loaderData
	const frameworks = `/a/${params.account}/frameworks`
	const map = `${frameworks}/${mapKey}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: frameworks },
							{ label: versions[0]?.title ?? 'Skill progression map', href: map },
							{ label: 'Versions' },
						]}
					/>
				}
				title="Versions of the map"
				description="Copy the map, change what it asks, add families of your own, publish. A published version never changes; a cycle keeps the one that it was opened with."
				actions={
					<ButtonLink to={`${map}/imports/new`} icon={FileUp}>
						Import a file
					</ButtonLink>
				}
			/>
			{draft ? (
				<Panel
					title={`Version ${formatNumber(draft.version, locale)}, a draft`}
					footer={
						<ButtonLink to={`${map}/draft`} variant="primary" icon={PencilLine}>
							Go on with the draft
						</ButtonLink>
					}
				>
					<p className="text-sm">
						Saved last on{' '}
						<TimeText value={draft.updatedAt} locale={locale} timeZone={timeZone} style="dateTime" />.{' '}
						{draft.missing === 0
							? 'Nothing is missing: it can be published.'
							: `${formatNumber(draft.missing, locale)} ${draft.missing === 1 ? 'thing is' : 'things are'} missing before it can be published.`}
					</p>
				</Panel>
			) : (
				<StartForm versions={versions} locale={locale} />
			)}
			<VersionTable versions={versions} root={map} locale={locale} timeZone={timeZone} />
		</div>
	)
}

export type VersionsPage = Route.ComponentProps['loaderData']
