import pg from 'pg'

export type Recorded = {
	text: string
	values: readonly unknown[]
	/** Whose rows the transaction shows; null where it shows nobody's. */
	account: string | null
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown
type Connection = { connectionParameters: { application_name?: string } }

const SET_ACCOUNT = /set_config\('app\.account_id', (\$1|'([^']*)')/
const END = /^\s*(COMMIT|ROLLBACK(?!\s+TO))\b/i

/**
 * Records every statement that the application sends from this process, with the account that its transaction had then.
 * What the tests send themselves, as other roles, is not recorded.
 *
 * @returns the records, which grow, and a function that ends it
 */
export function recordStatements(): { records: Recorded[]; stop: () => void } {
	const records: Recorded[] = []
	const accounts = new WeakMap<object, string | null>()
	const original = pg.Client.prototype.query as unknown as Query
	const recording: Query = function (this: pg.Client, ...args) {
		const { application_name: name } = (this as unknown as Connection).connectionParameters
		const [config, second] = args as [string | { text?: string; values?: unknown[] }, unknown]
		const text = typeof config === 'string' ? config : config?.text
		if (name === 'contour' && typeof text === 'string') {
			const given = typeof config === 'string' ? second : (config.values ?? second)
			const values = Array.isArray(given) ? given : []
			if (/^\s*BEGIN\b/i.test(text)) accounts.set(this, null)
			const set = SET_ACCOUNT.exec(text)
			if (set) accounts.set(this, String(set[1] === '$1' ? (values[0] ?? '') : set[2]) || null)
			else records.push({ text, values, account: accounts.get(this) ?? null })
			if (END.test(text)) accounts.set(this, null)
		}
		return original.apply(this, args)
	}
	pg.Client.prototype.query = recording as unknown as typeof pg.Client.prototype.query
	return {
		records,
		stop: () => {
			pg.Client.prototype.query = original as unknown as typeof pg.Client.prototype.query
		},
	}
}

/** A statement without what stands in quotes, where a word may name anything. */
export const withoutLiterals = (text: string) => text.replaceAll(/'(?:[^']|'')*'/g, "''")
