/** The fields of one form as a browser would send them. A name may come several times. */
export type Fields = [string, string][]

const plain = (html: string) =>
	html
		.replaceAll('&quot;', '"')
		.replaceAll('&#x27;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')

/**
 * Reads the posted form of a page that holds a piece of HTML: what is hidden, typed, checked and chosen.
 *
 * @throws where no form or more than one holds it
 */
export function formWith(html: string, marker: string): Fields {
	const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form)
	const found = forms.filter((form) => form.includes(marker))
	const [form] = found
	if (!form || found.length > 1) throw new Error(`${found.length} forms hold ${marker}`)
	const attribute = (tag: string, name: string) => {
		const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
		return value === undefined ? undefined : plain(value)
	}
	const controls = form.matchAll(
		/<input\b[^>]*>|<textarea\b[^>]*>[^<]*<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g,
	)
	return [...controls].flatMap(([control]): Fields => {
		const [tag = ''] = /^<[^>]*>/.exec(control) ?? []
		const name = attribute(tag, 'name')
		if (!name) return []
		if (tag.startsWith('<textarea')) return [[name, plain(/>([^<]*)</.exec(control)?.[1] ?? '')]]
		if (tag.startsWith('<select')) {
			const options = [...control.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
			const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? ''
			return [[name, attribute(chosen, 'value') ?? '']]
		}
		const type = attribute(tag, 'type')
		if ((type === 'checkbox' || type === 'radio') && !/\schecked\b/.test(tag)) return []
		return type === 'file' ? [] : [[name, attribute(tag, 'value') ?? '']]
	})
}

/** The same fields with some of them changed; a name that was not there is added. */
export function change(fields: Fields, changes: Record<string, string>): Fields {
	const kept = fields.filter(([name]) => !Object.hasOwn(changes, name))
	return [...kept, ...Object.entries(changes)]
}
