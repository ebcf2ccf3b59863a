import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Step } from '#app/ui/steps.tsx'
import { Steps } from '#app/ui/steps.tsx'
import type { Route } from './+types/route.ts'
import { applyImport, checkImport, layAside, saveColumns, undoImport } from './actions.server.ts'
import { ColumnsForm } from './columns-form.tsx'
import { DryRun } from './dry-run.tsx'
import { matchLogins, matchMetrics } from './match-actions.server.ts'
import { readImport } from './read-page.server.ts'
import { Result } from './result.tsx'
import { SameFile } from './same-file.tsx'
import { Unreadable, Unseen, Work } from './work.tsx'

const isId = (id: string) => z.uuid().safeParse(id).success

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'metrics.import')
	if (!isId(params.importId)) throw notFound()
	return readImport(session, params.importId, new URL(request.url))
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'metrics.import')
	const { importId } = params
	if (!isId(importId)) throw notFound()
	const form = await readForm(request)
	// A button that says something else than its form comes last.
	switch (form.getAll('intent').at(-1)) {
		case 'columns':
			return saveColumns(session, importId, form)
		case 'check':
			return checkImport(session, importId)
		case 'metrics':
			return matchMetrics(session, importId, form)
		case 'logins':
			return matchLogins(session, importId, form)
		case 'apply':
			return applyImport(session, importId, form)
		case 'undo':
			return undoImport(session, importId, form)
		case 'discard':
			return layAside(session, importId)
		default:
			throw refuse('invalid')
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Import · Contour' }]

export default function Import({ loaderData, actionData, params }: Route.ComponentProps) {
	const { head, step } = loaderData
	const { fileName, locale, timeZone } = head
	const root = `/a/${params.account}`
	const url = `${root}/imports/${head.importId}`
	const refused = actionData && 'mapping' in actionData ? actionData : undefined
	const unmatched = actionData && 'wrong' in actionData ? actionData : undefined
	const uploaded = formatDate(head.createdAt, locale, timeZone, 'dateTime')
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Imports', href: `${root}/imports` }, { label: fileName }]} />}
				title={<bdi className={fileName.length > 60 ? 'text-lg' : undefined}>{fileName}</bdi>}
				description={`${head.kind}. Read as ${head.encoding}, uploaded ${uploaded}${head.by ? ` by ${head.by}` : ''}.`}
				below={<Steps label="Import" items={stepsOf(step, url)} />}
			/>
			{head.sameAs && step !== 'result' && <SameFile file={head.sameAs} {...{ root, locale, timeZone }} />}
			{step === 'columns' && (
				<ColumnsForm
					{...loaderData.columns}
					{...refused}
					problems={refused?.problems ?? []}
					locale={locale}
				/>
			)}
			{step === 'unseen' && <Unseen />}
			{step === 'work' && <Work {...loaderData.work} root={root} url={url} />}
			{step === 'unreadable' && <Unreadable problem={loaderData.problem} root={root} />}
			{step === 'dry-run' && (
				<DryRun {...loaderData.dryRun} unmatched={unmatched} root={root} url={url} locale={locale} />
			)}
			{step === 'result' && (
				<Result {...loaderData.outcome} root={root} url={url} locale={locale} timeZone={timeZone} />
			)}
		</div>
	)
}

type Page = Awaited<ReturnType<typeof loader>>['step']

function stepsOf(step: Page, url: string): Step[] {
	const at = step === 'columns' ? 0 : step === 'result' ? 2 : 1
	const state = (index: number) => (index < at ? 'done' : index === at ? 'current' : 'todo')
	return [
		{ label: 'File', state: 'done' },
		{
			label: 'Columns',
			state: state(0),
			href:
				step === 'dry-run' || step === 'unseen' || step === 'unreadable' ? `${url}?step=columns` : undefined,
		},
		{ label: 'Dry run', state: state(1) },
		{ label: 'Result', state: step === 'result' ? 'done' : 'todo' },
	]
}
