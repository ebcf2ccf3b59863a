import type { Action, Person, Reach } from '#app/domain/access/policy.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'

/** The reports of the library, in its order. */
export const reportKinds = [
	'board',
	'heatmap',
	'trend',
	'training-needs',
	'training-report',
	'training-outcomes',
	'coverage',
	'reminders',
	'movement',
	'calibration',
	'team-levels',
	'roadmaps',
	'metrics',
] as const
export type ReportKind = (typeof reportKinds)[number]

type Report = {
	name: string
	/** What it answers. */
	answers: string
	needs: Action
	/** How far that right has to reach, where not every reach opens the page. */
	reaches?: readonly Reach[]
	/** Of the page below the account; `:cycleId` is the newest cycle, or the one that was saved. */
	path: string
	/** Of its CSV; a workbook and paper are beside it, unless it is alone. */
	csv: string
	isCsvAlone?: true
	/** The right to the CSV, where the page alone is not enough. */
	exportNeeds?: Action
}

export const reports: Record<ReportKind, Report> = {
	board: {
		name: 'Board view',
		answers: 'Where does the company stand, what moved, and where is it stuck, on one page?',
		needs: 'heatmap.read',
		path: 'board',
		csv: 'heatmap.csv',
	},
	heatmap: {
		name: 'Heatmap',
		answers: 'Where does every team stand, by role family?',
		needs: 'heatmap.read',
		path: 'heatmap',
		csv: 'heatmap.csv',
	},
	trend: {
		name: 'Trend',
		answers: 'How did each group move cycle by cycle, and how sure is that?',
		needs: 'heatmap.read',
		path: 'heatmap/trend',
		csv: 'heatmap/trend.csv',
		isCsvAlone: true,
	},
	'training-needs': {
		name: 'Training needs',
		answers: 'Who needs which step next, and how many stand below their target?',
		needs: 'training-needs.read',
		path: 'reports/training-needs',
		csv: 'reports/training-needs.csv',
		exportNeeds: 'training-needs.export',
	},
	'training-report': {
		name: 'Training needs in groups',
		answers: 'How many lack which step, in which team or place, what would it take, and what comes first?',
		needs: 'training-needs.read',
		reaches: ['all', 'reports'],
		path: 'reports/training-needs/report',
		csv: 'reports/training-needs/report.csv',
		exportNeeds: 'training-needs.export',
	},
	'training-outcomes': {
		name: 'What came of training',
		answers: 'Who moved on a step after training for it, beside those who had none?',
		needs: 'training-outcomes.read',
		path: 'reports/training-outcomes',
		csv: 'reports/training-outcomes.csv',
	},
	coverage: {
		name: 'Coverage',
		answers: 'Who has sent their check-in, and what is agreed so far?',
		needs: 'cycles.follow',
		path: 'cycles/:cycleId/progress',
		csv: 'cycles/:cycleId/progress.csv',
	},
	reminders: {
		name: 'Reminders',
		answers: 'Whom is a cycle still waiting for, and who was reminded?',
		needs: 'cycles.run',
		path: 'cycles/:cycleId/reminders',
		csv: 'cycles/:cycleId/reminders/sent.csv',
	},
	movement: {
		name: 'Movement',
		answers: 'From which tier to which did people move since the cycle before?',
		needs: 'heatmap.read',
		path: 'reports/movement',
		csv: 'reports/movement.csv',
	},
	calibration: {
		name: 'Calibration',
		answers: 'Which groups are calibrated, and who stands out?',
		needs: 'cycles.calibrate',
		path: 'cycles/:cycleId/calibration',
		csv: 'cycles/:cycleId/calibration.csv',
	},
	'team-levels': {
		name: 'Team levels',
		answers: 'How many teams work at which AI coding level, and at which rung of the ladder?',
		needs: 'team-assessments.read',
		path: 'heatmap',
		csv: 'heatmap.csv',
	},
	roadmaps: {
		name: 'Roadmap status',
		answers: 'Which plans are on course, which are late, and why?',
		needs: 'roadmaps.read',
		path: 'roadmaps',
		csv: 'roadmaps.csv',
	},
	metrics: {
		name: 'Metrics',
		answers: 'What is measured beside the tiers, and how new is it?',
		needs: 'metrics.read',
		path: 'metrics',
		csv: 'metrics.csv',
	},
}

/** The files of a report, by the address of its CSV. */
export const fileLinks = (kind: ReportKind, csvHref: string) =>
	exportLinks(csvHref).slice(0, reports[kind].isCsvAlone ? 1 : undefined)

/** The reports that a person may begin with: pictures of the company. */
export const viewKinds = ['board', 'heatmap'] as const satisfies readonly ReportKind[]
export type ViewKind = (typeof viewKinds)[number]
export const isView = (kind: ReportKind): kind is ViewKind => viewKinds.some((view) => view === kind)

/** Whether a report may follow the newest cycle in place of the one that it was saved of. */
export const mayFollowCycles = (kind: ReportKind): boolean => isOfCycle(kind) || isView(kind)

export const isOfCycle = (kind: ReportKind): boolean => reports[kind].path.includes(':cycleId')

/** The kinds that a person may read. */
export const readableReports = (person: Person): ReportKind[] =>
	reportKinds.filter((kind) => {
		const { needs, reaches } = reports[kind]
		const reach = reachOf(person, needs)
		return reaches ? reaches.some((one) => reach.has(one)) : reach.size > 0
	})

/**
 * Where a report with its parameters is. Null for one of a cycle where there is none.
 *
 * @param of.cycleId the newest cycle, for a report that names none
 */
export function reportAddress(
	kind: ReportKind,
	of: { root: string; parameters: Readonly<Record<string, string>>; cycleId: string | null; person: Person },
): { href: string; csvHref: string | null } | null {
	const { path, csv, exportNeeds } = reports[kind]
	const { cycleId = of.cycleId, ...search } = of.parameters
	if (isOfCycle(kind) && cycleId === null) return null
	const address = (to: string, asked: Readonly<Record<string, string>>) => {
		const all = new URLSearchParams(asked).toString()
		return `${of.root}/${to.replace(':cycleId', cycleId ?? '')}${all === '' ? '' : `?${all}`}`
	}
	const given = kind === 'team-levels' ? { lens: 'levels', ...search } : search
	const mayExport = !exportNeeds || may(of.person, exportNeeds)
	return {
		href: address(path, isView(kind) ? nearby(given) : given),
		csvHref: mayExport ? address(csv, given) : null,
	}
}

/** A view of the newest cycle opens with the whole where its team is there no more. */
function nearby({ node, ...others }: Readonly<Record<string, string>>): Record<string, string> {
	if (node === undefined) return others
	return others['cycle'] === undefined ? { ...others, near: node } : { ...others, node }
}
