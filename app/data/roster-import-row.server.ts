import { createHash } from 'node:crypto'
import { z } from 'zod'
import { wordsOf } from '#app/domain/roster/clean-cell.ts'
import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { rosterMappingSchema } from '#app/domain/roster/roster-mapping.ts'
import type { RosterCounts, RosterPlan } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** The value of `import.kind` and `saved_mapping.kind`. */
export const rosterKind = 'roster'

const counts = {
	rows: 0,
	added: 0,
	changed: 0,
	moved: 0,
	left: 0,
	returned: 0,
	unchanged: 0,
	leftOut: 0,
	erased: 0,
	missing: 0,
	newTeams: 0,
	leads: 0,
	managersMoved: 0,
	refusedRows: 0,
} satisfies RosterCounts
const countNames = Object.keys(counts) as (keyof RosterCounts)[]

export const rosterCountsSchema = z
	.partialRecord(z.enum(countNames), z.number())
	.transform((given): RosterCounts => ({ ...counts, ...given }))

/** What is kept of an import that has been applied. */
const rosterResultSchema = z.object({
	counts: rosterCountsSchema,
	errors: z.array(z.object({ row: z.number(), column: z.string().nullable(), message: z.string() })),
})
export type RosterResult = { counts: RosterCounts; errors: RosterPlan['errors'] }

export function readRosterResult(json: unknown): RosterResult | null {
	const parsed = rosterResultSchema.safeParse(json)
	return parsed.success ? parsed.data : null
}

export function readRosterMapping(json: unknown): RosterMapping {
	return rosterMappingSchema.parse(json)
}

/** What is kept of a file besides its bytes, so that a page need not read them. */
const rosterSummarySchema = z.object({
	header: z.array(z.string()),
	rows: z.number(),
	encoding: z.enum(['UTF-8', 'UTF-16', 'Windows-1252']),
	delimiter: z.string(),
	samples: z.array(z.array(z.string())),
})
export type RosterSummary = z.infer<typeof rosterSummarySchema>

/** Null for a file from before summaries were kept. */
export function readRosterSummary(json: unknown): RosterSummary | null {
	return json === null ? null : rosterSummarySchema.parse(json)
}

export type ImportRow = {
	id: string
	state: 'uploaded' | 'mapped' | 'applied' | 'discarded'
	fileName: string
	sha256: string
	/** How many bytes the file has; 0 once it is gone, with somebody who was erased. */
	size: number
	summary: unknown
	mapping: unknown
	/** Its counts and the first of its errors: the others are asked for one by one. */
	result: unknown
	createdAt: Date
	appliedAt: Date | null
	version: number
}

/** How many errors of an applied import come with its row. */
export const firstErrors = 50

/** One roster import without its bytes; null when there is none of this id. */
export async function selectRosterImport(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	importId: string,
	lock: '' | 'FOR UPDATE' = '',
): Promise<ImportRow | null> {
	const { rows } = await sql.query<ImportRow>(
		`SELECT id, state, file_name AS "fileName", sha256, coalesce(octet_length(content), 0) AS size, summary, mapping,
			CASE WHEN result IS NOT NULL THEN jsonb_build_object('counts', result -> 'counts', 'errors',
				coalesce(jsonb_path_query_array(result, '$.errors[0 to ${firstErrors - 1}]'), '[]')) END AS result,
			created_at AS "createdAt", applied_at AS "appliedAt", version
		 FROM import WHERE account_id = $1 AND id = $2 AND kind = $3 ${lock}`,
		[accountId, importId, rosterKind],
	)
	return rows[0] ?? null
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

export const hashBytes = (bytes: Uint8Array): string => sha256(bytes)

/** The same for files with the same columns, whatever case and signs their headers have. */
export function fingerprintHeader(header: readonly string[]): string {
	return sha256(header.map(wordsOf).join('\n'))
}

/** Tells whether a plan is still the one that was shown. Never the whole of it as one text. */
export function fingerprintPlan(plan: RosterPlan): string {
	const hash = createHash('sha256')
	const add = (part: unknown) => hash.update(`${JSON.stringify(part)}\n`)
	const { added, changed, fieldsOf, ...rest } = plan
	for (const list of [added, changed]) for (const member of list) add([member, fieldsOf(member)])
	for (const [name, value] of Object.entries(rest))
		for (const part of [name, ...(Array.isArray(value) ? value : [value])]) add(part)
	return hash.digest('hex')
}
