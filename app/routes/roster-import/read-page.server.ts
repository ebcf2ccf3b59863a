import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { RosterImport } from '#app/data/get-roster-import.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { listDepartments, sniffDates } from '#app/domain/roster/read-rows.ts'
import { columnLetters, sampleValues } from '#app/domain/roster/roster-file.ts'
import type { ChangedMember, RosterPlan } from '#app/domain/roster/roster-plan.ts'
import { changesNothing, countPlan } from '#app/domain/roster/roster-plan.ts'
import { suggestFamily } from '#app/domain/roster/suggest-family.ts'
import { notFound } from '#app/lib/http.server.ts'
import { mostDepartments } from './mapping-form.server.ts'

/** How many rows of each kind a dry run shows. */
const shownRows = 10
const shownErrors = 50

/** What the page shows: the columns, the dry run or the result, whichever the import has come to. */
export async function readRosterImport(session: AccountSession, importId: string, url: URL) {
	const found = await getRosterImport(session.scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const { account } = session
	const head = {
		importId: found.id,
		fileName: found.fileName,
		createdAt: found.createdAt,
		rows: found.file.rows.length,
		encoding: found.encoding,
		appliedBefore: found.appliedBefore,
		locale: account.locale,
		timeZone: account.timeZone,
	}
	if (found.state === 'applied') {
		if (!found.result) throw new Error('An applied import has no result.')
		const { counts, errors } = found.result
		return {
			step: 'result' as const,
			head,
			appliedAt: found.appliedAt,
			counts,
			errors: errors.slice(0, shownErrors),
		}
	}
	if (found.state === 'uploaded' || url.searchParams.get('step') === 'columns') {
		return { step: 'columns' as const, head, columns: readColumns(found) }
	}
	return { step: 'dry-run' as const, head, dryRun: await readDryRun(session, importId, url) }
}

export type ColumnsPage = ReturnType<typeof readColumns>

function readColumns({ file, mapping, families }: RosterImport) {
	const departments = listDepartments(file, mapping)
	return {
		columns: file.header.map((name, index) => ({
			index,
			name,
			letters: columnLetters(index),
			samples: sampleValues(file, index).map((value) =>
				value.length > 40 ? `${value.slice(0, 39)}…` : value,
			),
		})),
		mapping,
		families,
		asksDateOrder: sniffDates(file, mapping) === 'ask',
		departments: departments.slice(0, mostDepartments).map(({ key, name, rows }) => {
			const chosen = Object.hasOwn(mapping.familyOfDepartment, key)
				? mapping.familyOfDepartment[key]
				: suggestFamily(name, families)
			return { key, name, rows, family: chosen ?? '' }
		}),
		moreDepartments: Math.max(0, departments.length - mostDepartments),
	}
}

export type DryRunPage = Awaited<ReturnType<typeof readDryRun>>

async function readDryRun({ scope }: AccountSession, importId: string, url: URL) {
	const asked = url.searchParams.get('missing')
	const missing = asked === 'mark-left' || asked === 'keep' ? asked : null
	const dryRun = await planRosterImport(scope, { importId, missing: missing ?? 'keep' })
	if (!dryRun) throw notFound()
	const { plan, fingerprint } = dryRun
	const counts = countPlan(plan)
	return {
		counts,
		fingerprint,
		/** Null while it has to be said what is to become of those whom the file does not name. */
		missing: missing ?? (counts.missing === 0 ? ('keep' as const) : null),
		changesNothing: changesNothing(plan) && counts.missing === 0,
		added: plan.added
			.slice(0, shownRows)
			.map(({ row, values, fields }) => ({ row, name: values.name, fields })),
		...firstOfEachKind(plan),
		newTeams: plan.newTeams.map(({ path }) => path).slice(0, 100),
		leads: plan.leads.map(({ team, member }) => ({ team, member })).slice(0, 100),
		errors: plan.errors.slice(0, shownErrors),
	}
}

export type ShownChange = Pick<ChangedMember, 'id' | 'row' | 'name' | 'fields'>

function firstOfEachKind({ changed }: RosterPlan): Record<ChangedMember['kinds'][number], ShownChange[]> {
	const of = (kind: ChangedMember['kinds'][number]) =>
		changed
			.filter(({ kinds }) => kinds.includes(kind))
			.slice(0, shownRows)
			.map(({ id, row, name, fields }) => ({ id, row, name, fields }))
	return { changed: of('changed'), moved: of('moved'), left: of('left'), returned: of('returned') }
}
