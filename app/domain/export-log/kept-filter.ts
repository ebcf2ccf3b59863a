/** A place in a list says nothing of what was taken along. */
const ofPlace = new Set(['page', 'pageSize', 'cursor', 'limit', 'sort', 'order', 'index', 'account'])

/** Their values are of closed lists, or names of what the account itself has named: never of a person. */
const ofLists = new Set([
	...['area', 'cycle', 'direction', 'family', 'format', 'grain', 'kind', 'lens', 'metric', 'metrics'],
	...['period', 'phase', 'question', 'report', 'role', 'source', 'standing', 'state', 'statistic', 'status'],
	...['step', 'steps', 'until', 'since', 'version', 'view', 'by', 'attr', 'rows', 'raters'],
])

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const isNumberOrDay = /^(-?\d{1,12}(\.\d{1,6})?|\d{4}-\d{2}-\d{2})$/
const isWord = /^[\p{L}\p{N} .,:;()/_-]{1,80}$/u
/** Of several, such as metrics side by side, each. */
const areWords = (value: string) => value.length <= 400 && value.split(',').every((word) => isWord.test(word))
const isName = /^[a-zA-Z][a-zA-Z-]{0,39}$/

/** Numbers and days in these may be what a person is known by, such as an employee id. */
const ofPeople = new Set(['search', 'q', 'person', 'value'])

/** In place of what somebody typed, which may be the name of a person. */
export const typedText = '…'

/** So many conditions are kept at most: an address may hold any number of its own. */
const most = 24

/**
 * What the access log keeps of what an export was asked for: ids, days, numbers and words of closed lists. That there was a
 * search is kept, its words are not.
 */
export function keptFilter(asked: Iterable<readonly [string, unknown]>): Record<string, string> {
	const kept: Record<string, string> = {}
	for (const [name, given] of asked) {
		// A job that has ended says of a search only that there was one.
		const value = typeof given === 'number' ? String(given) : given === true ? typedText : given
		if (typeof value !== 'string' || value.trim() === '') continue
		if (ofPlace.has(name) || !isName.test(name)) continue
		if (!(name in kept) && Object.keys(kept).length >= most) continue
		const isPlain =
			isId.test(value) ||
			(!ofPeople.has(name) && isNumberOrDay.test(value)) ||
			(ofLists.has(name) && areWords(value))
		kept[name] = isPlain ? value : typedText
	}
	return kept
}
