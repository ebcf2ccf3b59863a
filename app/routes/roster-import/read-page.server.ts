import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { RosterImport } from '#app/data/get-roster-import.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { readRosterColumns } from '#app/data/read-roster-columns.server.ts'
import { decideFamily } from '#app/domain/roster/decide-families.ts'
import { columnLetters } from '#app/domain/roster/roster-file.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Missing } from './find-dry-run.server.ts'
import { findDryRun, readChecked, readList } from './find-dry-run.server.ts'
import { mostDepartments } from './mapping-form.server.ts'

/** What the page shows: the columns, the dry run or the result, whichever the import has come to, or the work on it. */
export async function readRosterImport(session: AccountSession, importId: string, url: URL) {
	const found = await getRosterImport(session.scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const { account } = session
	const head = {
		importId: found.id,
		fileName: found.fileName,
		createdAt: found.createdAt,
		rows: found.summary.rows,
		encoding: found.summary.encoding,
		appliedBefore: found.appliedBefore,
		locale: account.locale,
		timeZone: account.timeZone,
	}
	if (found.state === 'applied') {
		if (!found.result) throw new Error('An applied import has no result.')
		const { counts, errors } = found.result
		return { step: 'result' as const, head, appliedAt: found.appliedAt, counts, errors }
	}
	if (found.state === 'uploaded' || url.searchParams.get('step') === 'columns') {
		return { step: 'columns' as const, head, columns: await readColumns(session, found) }
	}
	const asked = url.searchParams.get('missing')
	const missing: Missing | null = asked === 'mark-left' || asked === 'keep' ? asked : null
	const job = await findDryRun(session, found, missing ?? 'keep')
	if (!job) return { step: 'unseen' as const, head, missing: missing ?? 'keep' }
	if (job.kind === 'roster-check' && job.state === 'done') {
		return { step: 'dry-run' as const, head, dryRun: await readDryRun(session, { job, missing, url }) }
	}
	return { step: 'work' as const, head, work: readWork(job, missing, account.locale) }
}

export type WorkPage = ReturnType<typeof readWork>

function readWork(job: Job, missing: Missing | null, locale: string) {
	const { id, kind, problem } = job
	return {
		jobId: id,
		kind,
		problem,
		missing: missing ?? 'keep',
		shown: showJob(job, locale),
	}
}

export type ColumnsPage = Awaited<ReturnType<typeof readColumns>>

async function readColumns(
	{ scope }: AccountSession,
	{ id, summary, mapping, families, jobFamilies }: RosterImport,
) {
	const chosen = await readRosterColumns(scope, { importId: id, mapping })
	if (!chosen) throw notFound()
	const { departments, dates } = chosen
	return {
		columns: summary.header.map((name, index) => ({
			index,
			name,
			letters: columnLetters(index),
			samples: summary.samples[index] ?? [],
		})),
		mapping,
		families,
		asksDateOrder: dates === 'ask',
		departments: departments.slice(0, mostDepartments).map(({ key, name, rows }) => {
			const family = decideFamily(name, { families, jobFamilies }, mapping.familyOfDepartment)
			return { key, name, rows, family: family ?? '' }
		}),
		moreDepartments: Math.max(0, departments.length - mostDepartments),
	}
}

export type DryRunPage = Awaited<ReturnType<typeof readDryRun>>

async function readDryRun(
	session: AccountSession,
	{ job, missing, url }: { job: Job; missing: Missing | null; url: URL },
) {
	const { counts, fingerprint, changesNothing, reasons } = readChecked(job)
	const of = { jobId: job.id, url }
	return {
		counts,
		fingerprint,
		idempotencyKey: newIdempotencyKey(),
		/** Null while it has to be said what is to become of those whom the file does not name. */
		missing: missing ?? (counts.missing === 0 ? ('keep' as const) : null),
		changesNothing: changesNothing && counts.missing === 0,
		added: await readList(session, { ...of, list: 'added', total: counts.added }),
		moved: await readList(session, { ...of, list: 'moved', total: counts.moved }),
		changed: await readList(session, { ...of, list: 'changed', total: counts.changed }),
		left: await readList(session, { ...of, list: 'left', total: counts.left }),
		returned: await readList(session, { ...of, list: 'returned', total: counts.returned }),
		newTeams: await readList(session, { ...of, list: 'newTeams', total: counts.newTeams }),
		leads: await readList(session, { ...of, list: 'leads', total: counts.leads }),
		errors: await readList(session, { ...of, list: 'errors', total: reasons }),
	}
}
