import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { describeParameters } from '#app/data/reports/describe-parameters.server.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'
import { mayFollowCycles, readableReports } from '#app/domain/report/report-kinds.ts'
import { readParameters, reportKindSchema } from '#app/domain/report/report-parameters.ts'
import { notFound } from '#app/lib/http.server.ts'

export const newestCycleSchema = z.object({
	isNewest: z
		.literal('yes')
		.optional()
		.transform((value) => value === 'yes'),
})

type Draft = {
	kind: ReportKind
	parameters: Record<string, string>
	/** What is saved in any case. */
	lines: string[]
	/** What is saved unless the report follows the newest cycle; null for a report that follows none. */
	cycleLines: string[] | null
	leftOut: boolean
}

/** What an address would save. A report that the person may not read is the 404, like one that there is not. */
export async function readDraft({ scope, person }: AccountSession, url: URL): Promise<Draft> {
	const search = Object.fromEntries(url.searchParams)
	const kind = reportKindSchema.safeParse(search['kind'])
	if (!kind.success || !readableReports(person).includes(kind.data)) throw notFound()
	const { kind: _kind, ...given } = search
	const parameters = readParameters(kind.data, given)
	if (!parameters) throw notFound()
	const others = withoutCycle(parameters)
	const ofCycle = Object.entries(parameters).filter(([name]) => !(name in others))
	const follows = mayFollowCycles(kind.data) && ofCycle.length > 0
	return {
		kind: kind.data,
		parameters,
		lines: await describeParameters(scope, kind.data, follows ? others : parameters),
		cycleLines: follows ? await describeParameters(scope, kind.data, Object.fromEntries(ofCycle)) : null,
		leftOut: Boolean(search['q']?.trim() || search['search']?.trim()),
	}
}

/** As a report is saved that follows the newest cycle: nor does it count changes from one cycle for good. */
export function withoutCycle(parameters: Record<string, string>): Record<string, string> {
	const { cycleId: _cycleId, cycle: _cycle, since: _since, ...others } = parameters
	return others
}
