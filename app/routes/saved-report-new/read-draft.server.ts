import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { describeParameters } from '#app/data/reports/describe-parameters.server.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'
import { readableReports } from '#app/domain/report/report-kinds.ts'
import { readParameters, reportKindSchema } from '#app/domain/report/report-parameters.ts'
import { notFound } from '#app/lib/http.server.ts'

export const newestCycleSchema = z.object({
	isNewest: z
		.literal('yes')
		.optional()
		.transform((value) => value === 'yes'),
})

type Draft = { kind: ReportKind; parameters: Record<string, string>; lines: string[]; leftOut: boolean }

/** What an address would save. A report that the person may not read is the 404, like one that there is not. */
export async function readDraft({ scope, person }: AccountSession, url: URL): Promise<Draft> {
	const search = Object.fromEntries(url.searchParams)
	const kind = reportKindSchema.safeParse(search['kind'])
	if (!kind.success || !readableReports(person).includes(kind.data)) throw notFound()
	const { kind: _kind, ...given } = search
	const parameters = readParameters(kind.data, given)
	if (!parameters) throw notFound()
	return {
		kind: kind.data,
		parameters,
		lines: await describeParameters(scope, kind.data, parameters),
		leftOut: Boolean(search['q']?.trim() || search['search']?.trim()),
	}
}
