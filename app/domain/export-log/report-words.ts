/** What an export is called, by the address of its file below the account, or by the operation of the API. */
const names: Record<string, string> = {
	people: 'People',
	heatmap: 'Heatmap',
	'heatmap/trend': 'Trend over cycles',
	'heatmap/stalls': 'Stalls',
	roadmaps: 'Roadmaps',
	'roadmaps/:roadmapId/items': 'Items of a roadmap',
	metrics: 'Metrics',
	'metrics/:metricId/values': 'Values of a metric',
	'reports/training-needs': 'Training needs',
	'reports/training-needs/report': 'Training needs in groups',
	'reports/training-outcomes': 'What came of training',
	'training-topics': 'Training topics',
	'training-topics/imports/:importId/refused': 'Refused rows of training topics',
	'training-assignments': 'Training assignments',
	'training-assignments/imports/:importId/refused': 'Refused rows of completed training',
	'people/:memberId/record': 'Everything about one person',
	'reports/movement': 'Movement',
	'reports/access-log': 'Access log of exports',
	'cycles/:cycleId/progress': 'Coverage of a cycle',
	'cycles/:cycleId/reminders/sent': 'Reminders sent',
	'cycles/:cycleId/calibration': 'Calibration groups',
	'cycles/:cycleId/calibration/:groupId/people': 'Calibration group',
	'roster-imports/:importId/errors': 'Refused rows of people',
	'imports/:importId/refused': 'Refused rows of metrics',
	'settings/roles': 'Roles',
	'settings/audit-log': 'Audit log',
	'frameworks/skill-progression-map/versions/:versionId/rubric': 'Version of the map',
	'jobs/:jobId/file': 'Prepared file',
}

/** The key under which the log names what the address of a route makes: `reports/training-needs` of its CSV and its PDF. */
export function reportOfPattern(pattern: string): string {
	return pattern.replace(/^\/?a\/:account\//, '').replace(/\.[a-z]{2,5}$/, '')
}

/** A prepared file is the report that it holds. */
export const reportOfJob = (kind: string) =>
	kind === 'training-needs-export' ? 'reports/training-needs' : 'jobs/:jobId/file'

/** 'api:listMembers' is what a program reads. */
export const reportOfOperation = (operation: string) => `api:${operation}`

export function describeReport(report: string): string {
	const known = names[report]
	if (known) return known
	const words = report
		.replace(/^api:/, '')
		.replaceAll(/:[a-zA-Z]+/g, '')
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.split(/[/-]+/)
		.filter(Boolean)
		.join(' ')
		.toLowerCase()
	return report.startsWith('api:') ? `API: ${words}` : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whether a report has a name of its own. */
export const hasReportName = (report: string): boolean => report in names
