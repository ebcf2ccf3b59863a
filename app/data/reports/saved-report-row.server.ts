import type { ReportKind } from '#app/domain/report/report-kinds.ts'
import { readStoredParameters, reportKindSchema } from '#app/domain/report/report-parameters.ts'

export type SavedReport = {
	id: string
	kind: ReportKind
	name: string
	parameters: Record<string, string>
	isShared: boolean
	version: number
	/** Whether the person of the scope saved it. */
	isOwn: boolean
	/** Who saved it. */
	ownerName: string
	/** Whether the person of the scope begins with it. */
	isDefault: boolean
}

/** The columns of a `SavedReport`, of the table as `r` with the owner as `u`, for the membership of an expression. */
export const savedReportColumns = (membership: string) =>
	`r.id, r.kind, r.name, r.parameters, r.is_shared AS "isShared", r.version, r.membership_id = ${membership} AS "isOwn",
	u.name AS "ownerName", EXISTS (SELECT FROM saved_report_default s WHERE s.account_id = r.account_id
		AND s.membership_id = ${membership} AND s.report_id = r.id) AS "isDefault"`

/** Who saved them, for `savedReportColumns`. */
export const savedReportOwner = `JOIN membership o ON o.account_id = r.account_id AND o.id = r.membership_id
	JOIN "user" u ON u.id = o.user_id`

type Row = Omit<SavedReport, 'kind' | 'parameters'> & { kind: string; parameters: unknown }

/** Null for a kind that there is no more. */
export function readSavedReportRow(row: Row): SavedReport | null {
	const kind = reportKindSchema.safeParse(row.kind)
	if (!kind.success) return null
	return { ...row, kind: kind.data, parameters: readStoredParameters(kind.data, row.parameters) }
}
