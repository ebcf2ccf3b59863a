/**
 * What the rows of a heatmap of tiers stand for. `teams` are the nodes right below; the others part the same people by what the
 * cycle has frozen of them, and are for who sees everybody.
 */
export type HeatRows =
	| { readonly kind: 'teams' }
	| { readonly kind: 'managers' }
	| { readonly kind: 'job-titles' }
	| { readonly kind: 'attribute'; readonly name: string }
/** Rows that are made of people, not of teams. */
export type PeopleRows = Exclude<HeatRows, { kind: 'teams' }>

const attributePrefix = 'attribute:'

/** As the address has it: `managers`, `job-titles`, `attribute:Location`. What is none of these is the teams. */
export function readHeatRows(text: string): HeatRows {
	if (text === 'managers' || text === 'job-titles') return { kind: text }
	const name = text.startsWith(attributePrefix) ? text.slice(attributePrefix.length) : ''
	return name === '' ? { kind: 'teams' } : { kind: 'attribute', name }
}

export const heatRowsText = (rows: HeatRows): string =>
	rows.kind === 'attribute' ? attributePrefix + rows.name : rows.kind

export type HeatRowsWords = {
	/** In a list to choose from. */
	choice: string
	/** Above the rows. */
	one: string
	/** Of several, within a sentence. */
	many: string
	/** Who is in no other row. */
	none: string
	/** What a row counts. */
	counts: string
}

export function heatRowsWords(rows: HeatRows): HeatRowsWords {
	switch (rows.kind) {
		case 'teams':
			return { choice: 'Teams', one: 'Team', many: 'teams', none: '', counts: '' }
		case 'managers':
			return {
				...{ choice: 'Managers', one: 'Manager', many: 'managers', none: 'Without a manager' },
				counts:
					'A manager’s row counts those who report to them directly in this cycle, not the people of these. Who stands in for a manager has no row for that.',
			}
		case 'job-titles':
			return {
				...{ choice: 'Job titles', one: 'Job title', many: 'job titles', none: 'Without a job title' },
				counts: 'Job titles are those that the cycle has frozen, as they were written then.',
			}
		case 'attribute':
			return {
				...{ choice: rows.name, one: rows.name, many: `values of ${rows.name}` },
				none: `Without ${rows.name}`,
				counts: `${rows.name} is what the cycle has frozen of each person, as it was written then.`,
			}
	}
}

/** One row within a sentence: 'reports of Ada Lovelace', 'Location Bonn', 'without a manager'. */
export function describePeopleRow(
	rows: PeopleRows,
	{ name, isNone }: { name: string; isNone: boolean },
): string {
	if (isNone) return name.charAt(0).toLowerCase() + name.slice(1)
	if (rows.kind === 'managers') return `direct reports of ${name}`
	return rows.kind === 'job-titles' ? `job title ${name}` : `${rows.name} ${name}`
}
