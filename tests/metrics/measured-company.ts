import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { emptyMapping } from '#app/domain/import/metric-mapping.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'

export type Value = {
	metric: string
	start: string
	grain: Grain
	kind: 'account' | 'team' | 'member'
	subjectId: string
	value: number
	weight: number | null
}

/** A company with a tree of teams, people in them, and values that are written behind the application's back. */
export async function measuredCompany(admin: Pool) {
	const { accountId, slug } = await newCompany({ content: builtInContent })
	const one = async (text: string, values: unknown[] = []) =>
		(await admin.query<{ id: string }>(text, [accountId, ...values])).rows[0]?.id ?? ''
	const summary = { bytes: 0, pieces: 0, encoding: 'UTF-8', delimiter: ',', header: [], sample: [] }
	const addImport = () =>
		one(
			`INSERT INTO import (account_id, kind, file_name, sha256, state, result, summary, mapping)
			 VALUES ($1, 'metrics-long', 'values.csv', repeat('0', 64), 'applied', '{}', $2, $3) RETURNING id`,
			[JSON.stringify(summary), JSON.stringify(emptyMapping)],
		)
	const importId = await addImport()
	const addValueBy = async (
		byImportId: string,
		{ metric, start, grain, kind, subjectId, value, weight }: Value,
	) => {
		await admin.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, team_id, member_id, value,
				weight, import_id)
			 SELECT $1, id, $3, $4::grain, $5::subject_kind, $6, CASE $5 WHEN 'team' THEN $6::uuid END,
				CASE $5 WHEN 'member' THEN $6::uuid END, $7, $8, $9 FROM metric WHERE account_id = $1 AND key = $2`,
			[accountId, metric, start, grain, kind, subjectId, value, weight, byImportId],
		)
	}
	const metricId = (key: string) => one(`SELECT id FROM metric WHERE account_id = $1 AND key = $2`, [key])
	return {
		accountId,
		slug,
		metricId,
		addTeam: (name: string, parentId: string | null = null) =>
			one(`INSERT INTO team (account_id, name, parent_id) VALUES ($1, $2, $3) RETURNING id`, [
				name,
				parentId,
			]),
		lead: (teamId: string, memberId: string) =>
			admin.query(`UPDATE team SET lead_id = $3 WHERE account_id = $1 AND id = $2`, [
				accountId,
				teamId,
				memberId,
			]),
		addMember: (name: string, teamId: string | null, managerId: string | null = null) =>
			one(`INSERT INTO member (account_id, name, team_id, manager_id) VALUES ($1, $2, $3, $4) RETURNING id`, [
				name,
				teamId,
				managerId,
			]),
		addValue: (value: Value) => addValueBy(importId, value),
		/** Another import, and values that it brought. */
		addImport,
		addValueBy,
		scopeOf: (roles: Role[], memberId: string | null = null): AccountScope =>
			mintAccountScope({ accountId, userId: null, membershipId: null, memberId, roles }),
	}
}
export type MeasuredCompany = Awaited<ReturnType<typeof measuredCompany>>
