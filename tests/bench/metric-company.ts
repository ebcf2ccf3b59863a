import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'

const metricCount = 10
const firstDay = Date.UTC(2026, 0, 1)

export type MetricCompany = { accountId: string; userId: string; membershipId: string; scope: AccountScope }

/** An account with so many people, ten metrics, and somebody of HR. */
export async function foundMetricCompany(admin: Client, members: number): Promise<MetricCompany> {
	const [accountId, userId, membershipId] = [randomUUID(), randomUUID(), randomUUID()]
	await admin.query(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1::uuid, 'metrics-' || $1, 'Metrics', 'Europe/Berlin', 'en-GB')`,
		[accountId],
	)
	await admin.query(
		`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1::uuid, $1 || '@example.com', 'Hana HR', 'x')`,
		[userId],
	)
	await admin.query(`INSERT INTO membership (account_id, id, user_id, roles) VALUES ($1, $2, $3, '{hr}')`, [
		accountId,
		membershipId,
		userId,
	])
	await admin.query(`SET session_replication_role = replica`)
	await admin.query(
		`INSERT INTO member (account_id, name, email, external_id, attributes)
		 SELECT $1, 'Person ' || n, 'person' || n || '@example.com', 'E' || n, '{}' FROM generate_series(0, $2::int - 1) n`,
		[accountId, members],
	)
	await admin.query(`SET session_replication_role = origin`)
	await admin.query(
		`INSERT INTO metric (account_id, key, name, unit, direction, aggregation)
		 SELECT $1, 'counted-' || n, 'Counted ' || n, 'count', 'up', 'sum' FROM generate_series(0, $2::int - 1) n`,
		[accountId, metricCount],
	)
	await admin.query(`ANALYZE member, metric`)
	const scope = mintAccountScope({ accountId, userId, membershipId, memberId: null, roles: ['hr'] })
	return { accountId, userId, membershipId, scope }
}

/** The values of a file: a row for each person, metric and day, day after day. Of every tenth `change` makes another. */
export function* metricRows(rows: number, members: number, change = 0) {
	for (let n = 0; n < rows; n += 1) {
		const member = n % members
		const rest = Math.floor(n / members)
		const day = new Date(firstDay + Math.floor(rest / metricCount) * 86_400_000).toISOString().slice(0, 10)
		const value = ((n * 7919) % 100_000) / 100 + (n % 10 === 0 ? change : 0)
		yield {
			email: `person${member}@example.com`,
			metric: `counted-${rest % metricCount}`,
			day,
			value: value.toFixed(2),
		}
	}
}

const rowsAtOnce = 1500

/** The same as a CSV, piece by piece. */
export async function* metricFile(rows: number, members: number, change = 0): AsyncGenerator<Uint8Array> {
	yield Buffer.from('Email,Metric,Date,Value\n')
	let text = ''
	let count = 0
	for (const { email, metric, day, value } of metricRows(rows, members, change)) {
		text += `${email},${metric},${day},${value}\n`
		if (++count % rowsAtOnce !== 0) continue
		yield Buffer.from(text)
		text = ''
	}
	yield Buffer.from(text)
}
