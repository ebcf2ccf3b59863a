import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Step } from '#app/ui/steps.tsx'
import { Steps } from '#app/ui/steps.tsx'
import type { Route } from './+types/route.ts'
import { applyImport, checkImport, discardImport, saveColumns } from './actions.server.ts'
import { ColumnsForm } from './columns-form.tsx'
import { DryRun } from './dry-run.tsx'
import { readRosterImport } from './read-page.server.ts'
import { Result } from './result.tsx'
import { Unseen, Work } from './work.tsx'

const isId = (id: string) => z.uuid().safeParse(id).success

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'people.manage')
	if (!isId(params.importId)) throw notFound()
	return readRosterImport(session, params.importId, new URL(request.url))
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	if (!isId(params.importId)) throw notFound()
	const form = await readForm(request)
	switch (form.get('intent')) {
		case 'columns':
			return saveColumns(session, params.importId, form)
		case 'apply':
			return applyImport(session, params.importId, form)
		case 'check':
			return checkImport(session, params.importId, form)
		case 'discard':
			return discardImport(session, params.importId)
		default:
			throw refuse('invalid')
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Import · Contour' }]

export default function RosterImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const { head, step } = loaderData
	const root = `/a/${params.account}`
	const url = `${root}/roster-imports/${head.importId}`
	const { locale, timeZone } = head
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Imports', href: `${root}/imports` }, { label: head.fileName }]} />
				}
				title={<bdi className={head.fileName.length > 60 ? 'text-lg' : undefined}>{head.fileName}</bdi>}
				description={`${formatNumber(head.rows, locale)} ${head.rows === 1 ? 'row' : 'rows'}, read as ${head.encoding}, uploaded ${formatDate(head.createdAt, locale, timeZone, 'dateTime')}.`}
				below={<Steps label="Import" items={stepsOf(step, url)} />}
			/>
			{head.appliedBefore && step !== 'result' && (
				<Notice title="You have seen this file before">
					The very same file was applied on {formatDate(head.appliedBefore, locale, timeZone, 'dateTime')}.
					What has been changed by hand since then would be changed back.
				</Notice>
			)}
			{step === 'columns' && (
				<ColumnsForm
					{...loaderData.columns}
					mapping={actionData?.mapping ?? loaderData.columns.mapping}
					problems={actionData?.problems ?? []}
					locale={locale}
				/>
			)}
			{step === 'dry-run' && <DryRun {...loaderData.dryRun} url={url} locale={locale} timeZone={timeZone} />}
			{step === 'work' && <Work {...loaderData.work} root={root} url={url} />}
			{step === 'unseen' && <Unseen missing={loaderData.missing} />}
			{step === 'result' && (
				<Result
					counts={loaderData.counts}
					errors={loaderData.errors}
					appliedAt={loaderData.appliedAt}
					root={root}
					url={url}
					locale={locale}
					timeZone={timeZone}
				/>
			)}
		</div>
	)
}

function stepsOf(step: 'columns' | 'unseen' | 'dry-run' | 'work' | 'result', url: string): Step[] {
	const order = ['columns', 'dry-run', 'result']
	const at = order.indexOf(step === 'work' || step === 'unseen' ? 'dry-run' : step)
	const state = (index: number) => (index < at ? 'done' : index === at ? 'current' : 'todo')
	return [
		{ label: 'File', state: 'done' },
		{
			label: 'Columns',
			state: state(0),
			href: step === 'dry-run' || step === 'unseen' ? `${url}?step=columns` : undefined,
		},
		{ label: 'Dry run', state: state(1) },
		{ label: 'Result', state: step === 'result' ? 'done' : 'todo' },
	]
}
