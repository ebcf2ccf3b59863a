import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { openSample } from '#tests/training-needs/company.ts'
import { readPdf } from '#tests/training-needs/read-pdf.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
const ids: Record<string, string> = {}
beforeAll(async () => {
	sample = await openSample(database, server.url)
	ids['cycle'] = await sample.one(
		`SELECT id FROM cycle WHERE account_id = $1 AND phase <> 'draft' ORDER BY starts_on DESC LIMIT 1`,
	)
	ids['group'] = await sample.one(
		'SELECT id FROM calibration_group WHERE account_id = $1 AND cycle_id = $2 ORDER BY name LIMIT 1',
		[ids['cycle']],
	)
	ids['metric'] = await sample.one(
		`SELECT metric_id AS id FROM observation WHERE account_id = $1 AND team_id IS NOT NULL ORDER BY metric_id LIMIT 1`,
	)
})

type Reader = Parameters<typeof sample.as>[0]
type Report = {
	/** Below the account, without the ending. */
	path: string
	query: string
	who: Reader
	/** Names in the CSV of what is on paper, from the left. */
	paper: string[]
	/** One of these whose cells are one line, and no wider than its header. */
	single: string
	/** Reads of what the file says of itself. */
	says: string[]
	/** Rows that there must be. */
	least?: number
	named: string
}

const ofPublished = ['Cycle', 'Version of its results', 'Framework', 'Coverage', 'Suppression']
const movement = {
	...{ path: 'reports/movement', query: '', least: 20, named: 'Movement', single: 'is_total' },
	...{
		paper: [
			'team',
			'is_total',
			'family',
			'from_tier',
			'to_tier',
			'people',
			'families_included',
			'rounded_to',
		],
	},
	says: [...ofPublished, 'Filters', 'Number of rows'],
}
const ofLevels = (steps: string[]) => ({
	...{ path: 'heatmap', least: 2, single: 'is_total' },
	paper: ['team', 'is_total', 'teams_begun', 'teams_agreed', ...steps.map((step) => `at_${step}`)],
	says: ['Cycle', 'Framework', 'Teams that have begun', 'Suppression', 'Number of rows'],
})
const heatmap = {
	...{ path: 'heatmap', single: 'cycle', named: 'Heatmap' },
	says: [...ofPublished, 'Role families', 'Every column', 'Number of rows'],
}
/** Of whom and when each row of a heatmap is, and of how many. */
const ofGroup = ['cycle', 'team', 'family', 'eligible', 'assessed', 'coverage']
const apart = {
	...{ who: 'hr' as const, least: 20 },
	says: [...heatmap.says, 'Pairs'],
	figures: [
		...['self_mean_tier', 'manager_mean_tier', 'mean_manager_less_self'],
		...['self_median_tier', 'manager_median_tier', 'median_manager_less_self'],
		...['self_share_tier_2_or_above', 'manager_share_tier_2_or_above', 'share_tier_2_manager_less_self'],
	],
}
const standings = [
	...['agreed', 'single_rater', 'to_agree', 'waits_for_both', 'waits_for_self', 'waits_for_manager'],
	...['waits_for_only_rater', 'no_rater', 'not_assessed', 'exempt', 'left'],
]
const coverage = {
	...{ path: 'cycles/:cycleId/progress', named: 'Coverage', least: 3 },
	says: ['Cycle', 'Phase', 'As of', 'Of', 'Number of rows', 'Eligible, of all', 'Coverage', 'Suppression'],
}

const reports: Report[] = [
	{ ...movement, who: 'hr' },
	// Of groups: both sides, with what is hidden
	{ ...movement, who: 'executive' },
	{
		...{ path: 'reports/training-outcomes', query: '', who: 'hr', named: 'What came of training' },
		paper: [
			...['question', 'from_tier', 'to_tier', 'topic', 'trained', 'trained_moved', 'trained_share'],
			...[
				'untrained',
				'untrained_moved',
				'untrained_share',
				'difference',
				'difference_from',
				'difference_to',
			],
		],
		single: 'trained',
		says: [...ofPublished, 'The cycle before', 'Comparisons', 'No proof that training was the cause'],
		least: 0,
	},
	{
		...{ path: 'training-assignments', query: 'state=all&sort=team', who: 'hr', least: 2, single: 'state' },
		paper: ['person', 'team', 'manager', 'title', 'kind', 'hours', 'due on', 'state', 'done on'],
		...{ named: 'Training assignments', says: ['As of', 'Filters', 'Order', 'Assignments', 'Suppression'] },
	},
	{
		...{
			path: 'training-topics',
			query: 'sort=kind&order=desc',
			who: 'member',
			least: 10,
			single: 'archived',
		},
		paper: [
			...['key', 'title', 'kind', 'hours', 'cost', 'currency', 'provider', 'capacity', 'families', 'steps'],
			'archived',
		],
		...{ named: 'Training topics', says: ['As of', 'Filters', 'Order', 'Topics', 'Suppression'] },
	},
	{
		...{ path: 'roadmaps', query: 'state=all', who: 'executive', least: 1, single: 'target_level' },
		paper: [
			...['plan', 'team', 'lens', 'target_level', 'planned_level', 'reached_level', 'phase', 'standing'],
			...['because', 'planned_share', 'done_share', 'forecast', 'ends_on', 'owner'],
		],
		...{ named: 'Roadmap status', says: ['As of', 'Filters', 'Order', 'Plans', 'Suppression'] },
	},
	{
		...ofLevels(['none_yet', 'level_1', 'level_2', 'level_3', 'level_4', 'level_5']),
		...{ query: 'lens=levels', who: 'hr', named: 'AI coding levels of teams' },
	},
	{
		...{ ...heatmap, query: '', who: 'executive', least: 20 },
		paper: [
			...[...ofGroup, 'mean_tier', 'median_tier', 'share_tier_2_or_above', 'change_of_mean_tier'],
			...['change_of_share_tier_2_or_above', 'share_below_tier_1.5', 'target_tier', 'mean_from_target'],
		],
	},
	{
		...{ ...heatmap, query: 'by=tiers', who: 'executive', least: 5 },
		paper: [
			...[...ofGroup, 'mean_tier', 'median_tier'],
			...['0.5', '1', '1.5', '2', '2.5', '3'].map((tier) => `at_tier_${tier}`),
		],
	},
	{
		...{ ...heatmap, query: 'by=cycles', who: 'hr', least: 20 },
		paper: [
			...['cycle', 'snapshot_version', 'compared_with', ...ofGroup.slice(1), 'mean_tier', 'median_tier'],
			...['share_tier_2_or_above', 'change_of_mean_tier', 'change_of_share_tier_2_or_above'],
			'share_below_tier_1.5',
		],
	},
	{
		...{ ...heatmap, ...apart, query: 'raters=apart&by=cycles' },
		paper: ['cycle', 'team', 'family', 'pairs', ...apart.figures],
	},
	{
		...{ ...heatmap, ...apart, query: 'raters=apart&by=questions', single: 'pairs' },
		paper: ['team', 'question_text', 'pairs', ...apart.figures],
	},
	{
		...{ ...heatmap, query: 'by=metrics', who: 'executive', least: 5, named: 'Metrics' },
		paper: [
			...['cycle', 'metric_name', 'unit', 'values_from', 'values_to', 'team', 'source', 'family', 'n'],
			...['value', 'value_before', 'change', 'change_is', 'mean_tier'],
		],
		says: [...ofPublished, 'Number of rows'],
	},
	{
		...{ path: 'metrics', query: 'sort=lens', who: 'executive', least: 20, single: 'unit', named: 'Metrics' },
		paper: [
			...['key', 'name', 'unit', 'better', 'adds_up_as', 'families', 'lens', 'level', 'newest_period'],
			'period_length',
		],
		says: ['As of', 'Filters', 'Order', 'Metrics', 'Suppression'],
	},
	{
		...{ path: 'metrics/:metricId/values', query: '', who: 'hr', single: 'period_start', named: '' },
		paper: [
			...['metric', 'subject', 'period_start', 'period_length', 'value', 'no_value_because', 'made'],
			'values',
		],
		says: ['As of', 'Metric', 'Unit', 'Of', 'Periods', 'Suppression'],
	},
	{
		...{ ...coverage, query: 'view=managers&sort=open&order=desc', who: 'hr', single: 'eligible' },
		paper: ['name', 'eligible', 'assessed', 'coverage', ...standings, 'stands_in_for'],
	},
	{
		...{ ...coverage, query: 'view=people&standing=unassessed', who: 'hr', single: 'self_sent' },
		paper: [
			...['person', 'team', 'role_family', 'manager', 'stands_in', 'standing', 'self_sent', 'manager_sent'],
			...['joined_late', 'exempt_kind'],
		],
	},
	{
		...{ ...coverage, query: 'view=time', who: 'manager', single: 'day', least: 1 },
		paper: ['day', 'eligible', 'self_sent', 'manager_sent', 'with_result'],
	},
	{
		...{ path: 'cycles/:cycleId/reminders/sent', query: '', who: 'hr', single: 'day', least: 0 },
		...{ paper: ['day', 'person', 'for_what', 'sent_by'], named: 'Reminders sent' },
		says: ['Cycle', 'Phase', 'Filters', 'Order', 'Suppression'],
	},
	{
		...{ path: 'cycles/:cycleId/calibration', query: '', who: 'hr', single: 'locked', least: 1 },
		paper: [
			...['group', 'teams', 'people', 'with_result', 'changed_here', 'locked', 'locked_at', 'locked_by'],
		],
		...{ named: 'Calibration', says: ['Cycle', 'Phase', 'As of', 'Of', 'Groups', 'Suppression'] },
	},
	{
		...{ path: 'cycles/:cycleId/calibration/:groupId/people', query: '', who: 'hr', least: 2 },
		...{ single: 'changed_in_calibration', named: 'Calibration' },
		paper: [
			...['person', 'team', 'role_family', 'rater', 'standing', 'self_tier', 'manager_tier', 'agreed_tier'],
			...['changed_in_calibration', 'last_tier', 'answers_with_evidence', 'stands_out'],
		],
		says: ['Cycle', 'Phase', 'Group', 'Filters', 'People', 'Suppression'],
	},
]

const nothingElse = { paper: [], single: '', says: [], named: '' }

const fetchBytes = async ({ path, query, who }: Report, format: string) => {
	const place = path.replaceAll(/:(\w+)Id/g, (_, name: string) => ids[name] ?? '')
	const answer = await sample.as(who).fetch(`${place}.${format}?${query}`)
	expect([format, answer.status]).toEqual([format, 200])
	expect(answer.headers.get('Cache-Control')).toContain('no-store')
	expect(answer.headers.get('Content-Disposition')).toMatch(
		new RegExp(`^attachment; filename="[\\w.-]+\\.${format}"$`),
	)
	return new Uint8Array(await answer.arrayBuffer())
}

/** Of the keys that a CSV has. */
const readFamilyNames = async () => {
	const { rows } = await database.adminPool.query<{ key: string; name: string }>(
		'SELECT key, name FROM role_family WHERE account_id = $1',
		[database.accountId],
	)
	return new Map(rows.map(({ key, name }) => [key, name])).set('all', 'All families')
}

/** What an apostrophe makes inert in a CSV is inert elsewhere without it. */
const plain = (text: string) => text.replace(/^'(?=[=+\-@])/, '')
const squeezed = (text: string | undefined) => plain(text ?? '').replace(/\s+/g, '')
const isNumber = /^-?\d+(\.\d+)?(e-?\d+)?$/
const isDay = /^\d{4}-\d{2}-\d{2}$/

/** A cell of a workbook as the CSV has it. */
const asText = (cell: unknown): string => {
	if (cell === null || cell === undefined) return ''
	if (!(cell instanceof Date)) return String(cell)
	const moment = new Date(Math.round(+cell)).toISOString()
	return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment
}

test.each(reports.map((report) => [`${report.path}?${report.query} for ${report.who}`, report] as const))(
	'%s has the same rows as CSV, workbook and paper, and says where they come from',
	async (_, report) => {
		const rows: string[][] = parse(Buffer.from(await fetchBytes(report, 'csv')), { bom: true })
		const keys = rows.shift() ?? []
		expect(rows.length).toBeGreaterThanOrEqual(report.least ?? 1)

		const [data, about] = await readXlsx(Buffer.from(await fetchBytes(report, 'xlsx')), { trim: false })
		const [header = [], ...cells] = data?.data ?? []
		expect(header).toHaveLength(keys.length)
		expect(new Set(header).size).toBe(keys.length)
		expect(cells.map((row) => row.map(asText))).toEqual(rows.map((row) => row.map(plain)))
		for (const [i, key] of keys.entries()) {
			const texts = rows.map((row) => row[i] ?? '').filter((text) => text !== '')
			if (texts.length === 0 || /(^|_)(key|id|level)$|^employee/.test(key)) continue
			const typed = cells.map((row) => row[i]).filter((cell) => cell !== null && cell !== '')
			if (texts.every((text) => isNumber.test(text))) {
				expect(
					typed.every((cell) => typeof cell === 'number'),
					key,
				).toBe(true)
			}
			if (texts.every((text) => isDay.test(text))) {
				expect(
					typed.every((cell) => cell instanceof Date),
					key,
				).toBe(true)
			}
		}
		const said = new Map((about?.data ?? []).map(([label, value]) => [label, value]))
		for (const label of [...report.says, 'Account', 'Made by']) {
			expect(String(said.get(label) ?? ''), label).not.toBe('')
		}
		expect(said.get('Made')).toBeInstanceOf(Date)

		const labelOf = (key: string) => String(header[keys.indexOf(key)])
		const headers = report.paper.map(labelOf)
		const paper = await readPdf(await fetchBytes(report, 'pdf'), {
			...{ headers, single: labelOf(report.single) },
		})
		expect(paper.rows).toHaveLength(rows.length)
		const locale = await sample.one('SELECT locale AS id FROM account WHERE id = $1')
		const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
		const familyNames = await readFamilyNames()
		for (const [i, row] of rows.entries()) {
			for (const key of report.paper) {
				const text = row[keys.indexOf(key)] ?? ''
				const onPaper = paper.rows[i]?.[labelOf(key)]
				const place = `${key} of row ${i + 1}`
				// Words in a column of numbers stand further left than its header.
				if (text === 'suppressed') expect(Object.values(paper.rows[i] ?? {}).join(' ')).toContain(text)
				else if (isDay.test(text)) expect(squeezed(onPaper), place).toBe(squeezed(day.format(new Date(text))))
				else if (isNumber.test(text)) {
					const share = onPaper?.includes('%') ? Number(text) * 100 : Number(text)
					expect(Math.abs(Number(onPaper?.replace(/[^\d.-]/g, '')) - share), place).toBeLessThan(0.051)
				} else if (!row.includes('suppressed')) {
					const isFamily = report.path === 'heatmap' && key === 'family'
					expect(squeezed(onPaper), place).toBe(squeezed(isFamily ? familyNames.get(text) : text))
				}
			}
		}
		expect(paper.title).toContain(report.named)
		expect(paper.contents[0]).toBe('About this report')
		expect(paper.contents.length).toBeGreaterThan(rows.length > 0 ? 1 : 0)
		for (const [i, text] of paper.texts.entries()) expect(text).toContain(`Page ${i + 1} of`)
	},
	30_000,
)

test('a file whose rows are made of people says what they are and how many, and is named after it', async () => {
	const answer = await sample.as('hr').fetch('heatmap.xlsx?rows=attribute:Location')
	expect(answer.headers.get('Content-Disposition')).toContain('filename="heatmap-attribute-Location-')
	const [data, about] = await readXlsx(Buffer.from(await answer.arrayBuffer()), { trim: false })
	const labels = (about?.data ?? []).map(([label]) => label)
	expect(new Set(labels).size).toBe(labels.length)
	const said = new Map((about?.data ?? []).map(([label, value]) => [label, value]))
	expect(said.get('What the rows are')).toBe('Location')
	expect(said.get('Number of rows')).toBe((data?.data.length ?? 0) - 1)
})

test('of both raters apart, each cycle has the moment that it has where both agreed', async () => {
	const momentsOf = async (query: string) => {
		const { text } = await sample.as('hr').get(`heatmap.csv?by=cycles&${query}`)
		const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
		return new Map(rows.map(({ cycle, as_of }) => [cycle, as_of]))
	}
	const moments = await momentsOf('')
	expect(new Set(moments.values()).size).toBeGreaterThan(1)
	expect(await momentsOf('raters=apart')).toEqual(moments)
})

test('paper says of which question and of which check each row is', async () => {
	const paperOf = async (query: string, headers: string[]) => {
		const bytes = await fetchBytes({ path: 'heatmap', query, who: 'hr', ...nothingElse }, 'pdf')
		return (await readPdf(bytes, { headers, single: headers[0] ?? '' })).texts.join(' ')
	}
	const { text } = await sample.as('hr').get('heatmap.csv?by=questions')
	const questions = parse(text, { columns: true, bom: true }) as Record<string, string>[]
	const onPaper = squeezed(await paperOf('by=questions', ['Team']))
	for (const question of new Set(questions.map((row) => row.question_text))) {
		expect(question).not.toBe('')
		expect(onPaper).toContain(squeezed(question))
	}
	const checks = squeezed(await paperOf('lens=levels&by=checks', ['Team']))
	for (const check of levelChecks.checks) expect(checks).toContain(squeezed(check.text))
})
