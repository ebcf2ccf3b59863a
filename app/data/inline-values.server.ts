import { escapeLiteral } from 'pg'

export type InlinedStatement = {
	text: string
	/** What the statement reads by `current_setting`; to be set for the transaction. */
	settings: { name: string; value: string }[]
}

/**
 * A statement with its values in it, for COPY, which takes no parameters. A server writes the text of a statement that fails into its
 * log, but not its settings: what people have written goes into these.
 *
 * @param of.words the numbers of the parameters that are what people have written
 */
export function inlineValues(of: {
	text: string
	values: readonly unknown[]
	words: readonly number[]
}): InlinedStatement {
	const settings = new Map<string, string>()
	const text = of.text.replace(/\$(\d+)/g, (_all, digits: string) => {
		const number = Number(digits)
		const value = of.values[number - 1]
		if (value === null) return 'NULL'
		if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
			throw new Error(`The parameter $${digits} is no value that a statement can have in it.`)
		}
		if (!of.words.includes(number)) return escapeLiteral(String(value))
		const name = `app.words_${digits}`
		settings.set(name, String(value))
		return `current_setting('${name}')`
	})
	return { text, settings: [...settings].map(([name, value]) => ({ name, value })) }
}
