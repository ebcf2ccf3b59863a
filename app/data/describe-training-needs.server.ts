import type { Person } from '#app/domain/access/policy.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import type { TrainingNeedSearch } from '#app/domain/training-need/search-schema.ts'
import { findTransition } from '#app/domain/training-need/transition-steps.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatCell } from '#app/lib/sheet/format-cell.ts'
import type { AboutLine, Sheet } from '#app/lib/sheet/sheet.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import type { TrainingNeedsScope } from './find-training-needs-scope.server.ts'
import type { TrainingNeedGroup, TrainingNeeds } from './list-training-needs.server.ts'
import { listTrainingNeeds } from './list-training-needs.server.ts'
import { readHeatmap } from './read-heatmap.server.ts'
import type { Standing } from './read-standing.server.ts'
import { readUserName } from './read-user-name.server.ts'
import type { TrainingNeed } from './training-need-rows.server.ts'
import type { TrainingNeedColumn } from './training-needs-columns.server.ts'
import { readTrainingNeedsColumns } from './training-needs-columns.server.ts'

export type TrainingNeedsSheet = {
	sheet: Sheet<TrainingNeed> & { columns: readonly TrainingNeedColumn[] }
	/** How many rows it will have. */
	rows: number
}

/** Bars of the chart: as many as one page takes. */
const mostBars = 40

/**
 * What the file is of that holds everything an address of training needs filters: its columns, where its rows come from, and
 * its chart. Null for who sees nobody.
 */
export async function describeTrainingNeeds(
	scope: AccountScope,
	person: Person,
	of: {
		found: TrainingNeedsScope
		search: TrainingNeedSearch
		account: Pick<Standing['account'], 'name' | 'locale' | 'timeZone'>
	},
): Promise<TrainingNeedsSheet | null> {
	const { found, account } = of
	const needs = await listTrainingNeeds(scope, person, { ...found.filter, limit: 0 })
	if (!needs) return null
	const { cycleName, version } = found.snapshot
	const title = `Training needs · ${cycleName}${version > 1 ? `, version ${version}` : ''}`
	return {
		rows: needs.total,
		sheet: {
			title,
			columns: await readTrainingNeedsColumns(scope, found),
			about: await aboutTrainingNeeds(scope, person, { ...of, counted: countedOf(of.search, needs) }),
			footer: `${account.name} · personal results, only for people who may see them`,
			chart: {
				title: 'People who need a step, the most frequent first',
				unit: { one: 'person', many: 'people' },
				bars: needs.groups.slice(0, mostBars).map((group) => barOf(found, group, account.locale)),
				more: Math.max(0, needs.groups.length - mostBars),
			},
			groupOf: headingsBy(of.search.sort, account.locale),
			locale: account.locale,
			timeZone: account.timeZone,
		},
	}
}

type Of = {
	found: TrainingNeedsScope
	search: Omit<TrainingNeedSearch, 'sort' | 'order' | 'page'>
	account: Pick<Standing['account'], 'name' | 'locale' | 'timeZone'>
}

const text = (label: string, value: string): AboutLine => ({ label, type: 'text', value })
const count = (label: string, value: number): AboutLine => ({ label, type: 'number', value })

function countedOf({ sort, order }: TrainingNeedSearch, needs: TrainingNeeds): AboutLine[] {
	return [
		text('Order', `${sortNames[sort]}, ${order === 'desc' ? 'descending' : 'ascending'}`),
		count('Steps', needs.total),
		count('People with a step', needs.people),
		count('People with a result and a target', needs.measured),
	]
}

/**
 * Where the rows of a file about training needs come from, and who made it when.
 *
 * @param of.counted how the rows are ordered, and what was counted of them
 */
export async function aboutTrainingNeeds(
	scope: AccountScope,
	person: Person,
	{ found, search, account, counted }: Of & { counted: readonly AboutLine[] },
): Promise<AboutLine[]> {
	const { snapshot, rubric, targets } = found
	const by = await readUserName(scope)
	const moment = (label: string, value: Date): AboutLine => ({
		label,
		type: 'moment',
		value: value.toISOString(),
	})
	const filter = describeExportFilter(
		{
			cycle: snapshot.cycleName,
			version: snapshot.version,
			team: search.team === undefined ? null : found.place.node.name,
			family: targets.find(({ familyId }) => familyId === found.filter.familyId)?.familyName ?? null,
			question: found.filter.questionKey === undefined ? null : questionText(found, found.filter.questionKey),
			step: search.step ?? null,
			isAllSteps: search.steps === 'all',
			isSearched: search.search !== undefined,
			isOfManager: search.manager !== undefined,
			isOfAttribute: search.attribute !== undefined,
		},
		account.locale,
		{
			manager: await describeManager(scope, search.manager),
			attribute:
				search.attribute === undefined ? null : `${search.attribute}: ${search.value ?? 'not known'}`,
		},
	)
	const coverage = await coverageOf(scope, person, found)
	return [
		text('Account', account.name),
		text('Cycle', snapshot.cycleName),
		count('Version of its results', snapshot.version),
		moment('Published', snapshot.publishedAt),
		text('Framework', `${rubric.title}, version ${rubric.version}`),
		text('Filters', filter),
		...counted,
		...(coverage
			? [
					count('Eligible, by team and family', coverage.eligible),
					count('Assessed of these', coverage.assessed),
					{ label: 'Coverage', type: 'percent', value: coverage.share } as const,
				]
			: []),
		text('Targets', describeTargets(found, account)),
		text('Suppression', 'None: who may export sees everybody. Figures about few people are in here.'),
		text('Made by', by ?? 'Contour’s command line'),
		moment('Made', new Date()),
	]
}

/** As managers are called now; null where there is nobody of this id. */
async function describeManager(scope: AccountScope, manager: string | undefined): Promise<string | null> {
	if (manager === undefined) return null
	if (manager === 'none') return 'without a manager'
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ name: string }>('SELECT name FROM member WHERE account_id = $1 AND id = $2', [
			scope.accountId,
			manager,
		]),
	)
	return rows[0] ? `of the manager ${rows[0].name}` : null
}

/** Of the team and the family that are filtered by, before anything else is. */
async function coverageOf(scope: AccountScope, person: Person, { filter, place }: TrainingNeedsScope) {
	const { snapshotId } = filter
	const heatmap = await readHeatmap(scope, person, {
		snapshotId,
		nodeId: place.node.id,
		withoutComparison: true,
	})
	const cells = heatmap?.cells.get(place.node.id)
	const cell = filter.familyId
		? cells?.families.find(({ familyId }) => familyId === filter.familyId)?.coverage
		: cells?.allCoverage.cell
	return cell?.kind === 'shown' ? cell.coverage : null
}

function describeTargets({ targets, filter }: TrainingNeedsScope, account: Of['account']): string {
	const concerned = targets.filter(
		({ familyId, takesPart }) => takesPart && (filter.familyId === undefined || filter.familyId === familyId),
	)
	const lines = concerned.map(({ familyName, target }) => {
		if (!target) return `${familyName}: none`
		const due = formatCell(target.dueOn, { type: 'day' }, account)
		const since = target.isFrozen ? '' : ', set after publication'
		return `${familyName}: tier ${tierText(target.halfSteps, account.locale)} by ${due}${since}`
	})
	return [...lines, 'teams and people with a target of their own are measured against that'].join('; ')
}

function questionText({ rubric }: TrainingNeedsScope, key: string): string {
	const transition = findTransition(key)
	if (transition) return transition.name
	for (const { entry, questions } of rubric.families) {
		const found = [entry, ...questions].find((one) => one.key === key)
		if (found) return found.text
	}
	return key
}

const tierText = (halfSteps: number, locale: string): string =>
	formatCell(tierOf(halfSteps), { type: 'number', decimals: 1 }, { locale, timeZone: 'UTC' })

function barOf(
	found: TrainingNeedsScope,
	{ familyId, questionKey, fromHalfSteps, people }: TrainingNeedGroup,
	locale: string,
) {
	const family = found.targets.find((target) => target.familyId === familyId)?.familyName ?? ''
	const text = questionText(found, questionKey)
	return { group: family, label: `from tier ${tierText(fromHalfSteps, locale)} · ${text}`, value: people }
}

const sortNames: Record<TrainingNeedSearch['sort'], string> = {
	member: 'By person',
	team: 'By team',
	manager: 'By manager',
	family: 'By role family',
	question: 'By question',
	from: 'By the tier where the step begins',
	target: 'By target tier',
}

/** What the rows of an order have in common, one after another. */
function headingsBy(sort: TrainingNeedSearch['sort'], locale: string): (need: TrainingNeed) => string {
	const headings: Record<TrainingNeedSearch['sort'], (need: TrainingNeed) => string> = {
		member: ({ memberName }) => [...memberName.trim().toUpperCase()][0] ?? '–',
		team: ({ teamName }) => teamName ?? 'In no team',
		manager: ({ managerName }) => managerName ?? 'Without a manager',
		family: ({ familyName }) => familyName,
		question: ({ familyName }) => familyName,
		from: ({ fromHalfSteps }) => `From tier ${tierText(fromHalfSteps, locale)}`,
		target: ({ targetHalfSteps }) => `Target: tier ${tierText(targetHalfSteps, locale)}`,
	}
	return headings[sort]
}
