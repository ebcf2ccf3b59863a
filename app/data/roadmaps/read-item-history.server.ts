import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Measured } from '#app/domain/metric/format-value.ts'
import { nobodyTexts } from '#app/domain/roadmap/item-words.ts'
import { outcomeRuleSchema } from '#app/domain/roadmap/outcome-rule-schema.ts'
import type { OutcomeRule } from '#app/domain/roadmap/outcome-rule.ts'
import { describeRule } from '#app/domain/roadmap/outcome-words.ts'
import { byName } from './by-name-sql.server.ts'

export type ItemHistoryEntry = {
	id: string
	field: string
	from: string | null
	to: string | null
	/** Null where a job did it, or somebody who belongs to the account no longer. */
	by: string | null
	isByJob: boolean
	at: Date
}

type Metric = Measured & { id: string; name: string }

/** Every change of an item, the newest first, with the names that people and metrics have now. */
export async function readItemHistory(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId, itemId }: { roadmapId: string; itemId: string },
): Promise<ItemHistoryEntry[]> {
	const { rows } = await sql.query<ItemHistoryEntry>(
		`SELECT h.id, h.field, h.from_value AS "from", h.to_value AS "to", h.changed_at AS at, ${byName('h.by_id')} AS by,
			h.by_id IS NULL AS "isByJob"
		 FROM roadmap_item_change h
		 WHERE h.account_id = $1 AND h.roadmap_id = $2 AND h.item_id = $3 ORDER BY h.changed_at DESC, h.id LIMIT 200`,
		[accountId, roadmapId, itemId],
	)
	const valuesOf = (field: string) => rows.flatMap((row) => (row.field === field ? [row.from, row.to] : []))
	const ids = valuesOf('owner').filter((id) => z.guid().safeParse(id).success)
	const rules = valuesOf('outcome').map(asRule)
	if (ids.length === 0 && rules.every((rule) => rule === null)) return rows
	const { rows: people } = await sql.query<{ id: string; name: string }>(
		`SELECT m.id, m.name FROM member m WHERE m.account_id = $1 AND m.id = ANY ($2::uuid[])`,
		[accountId, ids],
	)
	const { rows: metrics } = await sql.query<Metric>(
		`SELECT x.id, x.name, x.unit, x.currency FROM metric x WHERE x.account_id = $1 AND x.id = ANY ($2::uuid[])`,
		[accountId, rules.flatMap((rule) => (rule?.by === 'metric' ? [rule.metricId] : []))],
	)
	const { rows: accounts } = await sql.query<{ locale: string }>(`SELECT locale FROM account WHERE id = $1`, [
		accountId,
	])
	const locale = accounts[0]?.locale ?? 'en'
	const person = (id: string) =>
		people.find((one) => one.id === id)?.name ??
		(z.guid().safeParse(id).success ? nobodyTexts.left : nobodyTexts.unnamed)
	const condition = (value: string) => {
		const rule = asRule(value)
		if (rule?.by !== 'metric') return rule ? 'an approved note' : value
		const metric = metrics.find(({ id }) => id === rule.metricId)
		if (!metric) return 'a metric that is gone'
		return describeRule(rule, { name: metric.name, measured: metric, grain: null, locale })
	}
	const says: Record<string, (value: string) => string> = { owner: person, outcome: condition }
	return rows.map((row) => {
		const say = says[row.field]
		return say
			? { ...row, from: row.from === null ? null : say(row.from), to: row.to === null ? null : say(row.to) }
			: row
	})
}

/** A condition as the history keeps it; null for one that is kept in words. */
function asRule(value: string | null): OutcomeRule | null {
	if (value === null || !value.startsWith('{')) return null
	try {
		return outcomeRuleSchema.safeParse(JSON.parse(value)).data ?? null
	} catch {
		return null
	}
}
