import type { RouteConfig } from '@react-router/dev/routes'
import { index, route } from '@react-router/dev/routes'

/** The file of a page's folder. */
const page = (folder: string) => `routes/${folder}/route.tsx`

/** A page that answers with a file, in each format that it has: CSV, workbook, paper. */
const files = (address: string, folder: string) =>
	(['csv', 'xlsx', 'pdf'] as const).map((format) =>
		route(`${address}.${format}`, page(folder), { id: `${folder.replace(/-file$/, '')}-${format}` }),
	)

/** The file of an operation of the API, which has no page. */
const api = (folder: string) => `routes/api-${folder}/route.ts`

export default [
	index(page('landing')),
	route('sign-up', page('sign-up')),
	route('sign-in', page('sign-in')),
	route('sign-out', page('sign-out')),
	route('forgot-password', page('forgot-password')),
	route('reset-password/:token', page('reset-password')),
	route('invitations/:token', page('invitation')),
	route('accounts', page('accounts')),
	route('profile', page('profile')),
	route('theme', page('theme')),
	route('mailbox', page('mailbox')),
	route('mailbox/:messageId', page('mailbox-message')),

	// What programs ask, with a token: no route of these reads a cookie (isApiPattern)
	route('api/v1', page('api-docs')),
	route('api/v1/openapi.json', api('openapi')),
	route('api/v1/members', api('members')),
	route('api/v1/members/:memberId', api('member')),
	route('api/v1/teams', api('teams')),
	route('api/v1/teams/:teamId', api('team')),
	route('api/v1/cycles', api('cycles')),
	route('api/v1/cycles/:cycleId', api('cycle')),
	route('api/v1/cycles/:cycleId/participants', api('participants')),
	route('api/v1/cycles/:cycleId/outcomes', api('outcomes')),
	route('api/v1/heatmap', api('heatmap')),
	route('api/v1/training-needs', api('training-needs')),
	route('api/v1/training-needs/counts', api('training-counts')),
	route('api/v1/team-assessments', api('team-assessments')),
	route('api/v1/roadmaps', api('roadmaps')),
	route('api/v1/roadmaps/:roadmapId', api('roadmap')),
	route('api/v1/metrics', api('metrics')),
	route('api/v1/metrics/:metricId', api('metric')),
	route('api/v1/observations', api('observations')),
	route('api/v1/imports', api('imports')),
	route('api/v1/imports/:importId', api('import')),
	route('api/v1/imports/:importId/undo', api('import-undo')),
	route('api/*', api('missing')),

	route('a/:account', page('account-layout'), [
		// Home and check-ins
		index(page('home')),
		route('check-ins', page('check-ins')),
		route('check-ins/:participantId', page('check-in')),
		route('check-ins/:participantId/agreement', page('agreement')),
		route('check-ins/:participantId/note', page('private-note')),
		route('check-ins/hand-over', page('hand-over')),
		route('reminders', page('reminders')),

		// Cycles
		route('cycles', page('cycles')),
		route('cycles/new', page('cycle-new')),
		route('cycles/:cycleId', page('cycle')),
		route('cycles/:cycleId/plan', page('cycle-plan')),
		route('cycles/:cycleId/corrections', page('cycle-corrections')),
		route('cycles/:cycleId/calibration', page('calibration')),
		...files('cycles/:cycleId/calibration', 'calibration-file'),
		route('cycles/:cycleId/calibration/:groupId', page('calibration-group')),
		...files('cycles/:cycleId/calibration/:groupId/people', 'calibration-group-file'),
		route('cycles/:cycleId/progress', page('cycle-progress')),
		...files('cycles/:cycleId/progress', 'cycle-progress-file'),
		route('cycles/:cycleId/reminders', page('cycle-reminders')),
		...files('cycles/:cycleId/reminders/sent', 'reminders-sent-file'),

		// People, teams, imports, invitations
		route('people', page('people')),
		route('people.csv', page('people-csv')),
		route('people/new', page('people-new')),
		route('people/:memberId', page('person')),
		route('people/:memberId/progress', page('person-progress')),
		route('people/:memberId/erase', page('person-erase')),
		...(['json', 'pdf'] as const).map((form) =>
			route(`people/:memberId/record.${form}`, page('person-data'), { id: `person-record-${form}` }),
		),
		route('teams', page('teams')),
		route('teams/new', page('teams-new')),
		route('teams/lenses', page('team-marks')),
		route('teams/:teamId', page('team')),
		route('teams/:teamId/assessments', page('team-assessments')),
		route('teams/:teamId/assessments/:assessmentId', page('team-assessment')),
		route('role-families', page('role-families')),
		route('job-families', page('job-families')),
		route('imports', page('imports')),
		route('imports/new', page('import-new')),
		route('imports/logins', page('import-logins')),
		route('imports/:importId', page('import')),
		route('imports/:importId/refused.csv', page('import-refused')),
		route('roster-imports', page('roster-imports')),
		route('roster-imports/new', page('roster-import-new')),
		route('roster-imports/:importId', page('roster-import')),
		route('roster-imports/:importId/errors.csv', page('roster-import-errors')),
		route('invitations', page('invitations')),

		// Heatmap, reports, targets, the catalogue of training
		route('heatmap', page('heatmap')),
		route('heatmap/cell', page('heatmap-cell')),
		...files('heatmap', 'heatmap-file'),
		route('reports/training-needs', page('training-needs')),
		...files('reports/training-needs', 'training-needs-file'),
		route('reports', page('reports')),
		route('reports/movement', page('movement')),
		...files('reports/movement', 'movement-file'),
		route('reports/saved/new', page('saved-report-new')),
		route('reports/saved/:reportId', page('saved-report')),
		route('reports/access-log', page('access-log')),
		route('reports/access-log.csv', page('access-log-csv')),
		route('reports/training-needs/report', page('training-report')),
		...files('reports/training-needs/report', 'training-report-file'),
		route('reports/training-needs/step-topic', page('training-step-topic')),
		route('reports/training-needs/priority', page('training-priority')),
		route('reports/training-needs/scenario', page('training-scenario')),
		route('targets', page('targets')),
		route('training-topics', page('training-topics')),
		...files('training-topics', 'training-topics-file'),
		route('training-topics/new', page('training-topic-new')),
		route('training-topics/imports/new', page('training-topic-import-new')),
		route('training-topics/imports/:importId', page('training-topic-import')),
		route('training-topics/imports/:importId/refused.csv', page('training-topic-import-refused')),
		route('training-topics/:topicId', page('training-topic')),
		route('training-topics/:topicId/edit', page('training-topic-edit')),
		route('reports/training-outcomes', page('training-outcomes')),
		...files('reports/training-outcomes', 'training-outcomes-file'),
		route('training-assignments', page('training-assignments')),
		...files('training-assignments', 'training-assignments-file'),
		route('training-assignments/new', page('training-assignment-new')),
		route('training-assignments/imports/new', page('training-completion-import-new')),
		route('training-assignments/imports/:importId', page('training-completion-import')),
		route('training-assignments/imports/:importId/refused.csv', page('training-completion-import-refused')),
		route('training-assignments/:assignmentId', page('training-assignment')),
		route('targets/teams', page('targets-teams')),
		route('targets/teams/:teamId', page('target-team')),
		route('targets/people', page('targets-people')),
		route('targets/people/:memberId', page('target-person')),

		// Roadmaps
		route('roadmaps', page('roadmaps')),
		...files('roadmaps', 'roadmaps-file'),
		route('roadmaps/new', page('roadmap-new')),
		route('roadmaps/:roadmapId', page('roadmap')),
		route('roadmaps/:roadmapId/items.csv', page('roadmap-csv')),
		route('roadmaps/:roadmapId/items/:itemId', page('roadmap-item')),
		route('roadmaps/:roadmapId/phases/:phase', page('roadmap-phase')),
		route('roadmaps/:roadmapId/edit', page('roadmap-edit')),
		route('roadmaps/:roadmapId/checkpoints', page('roadmap-checkpoints')),
		route('roadmaps/:roadmapId/checkpoints/:checkpointId', page('roadmap-checkpoint')),

		// Metrics
		route('metrics', page('metrics')),
		...files('metrics', 'metrics-file'),
		route('metrics/new', page('metric-new')),
		route('metrics/:metricId', page('metric')),
		...files('metrics/:metricId/values', 'metric-file'),
		route('metrics/:metricId/edit', page('metric-edit')),
		route('metrics/:metricId/targets', page('metric-targets')),
		route('teams/:teamId/metrics', page('team-metrics')),
		route('people/:memberId/metrics', page('person-metrics')),

		// Frameworks
		route('frameworks', page('frameworks')),
		route('frameworks/skill-progression-map', page('frameworks-map')),
		route('frameworks/skill-progression-map/figures', page('frameworks-figures')),
		route('frameworks/skill-progression-map/versions', page('rubric-versions')),
		route('frameworks/skill-progression-map/versions/:versionId/rubric.json', page('rubric-file')),
		route('frameworks/skill-progression-map/draft', page('rubric-draft')),
		route('frameworks/skill-progression-map/draft/:family', page('rubric-draft-family')),
		route('frameworks/skill-progression-map/imports/new', page('rubric-import-new')),
		route('frameworks/skill-progression-map/imports/:importId', page('rubric-import')),
		route('frameworks/skill-progression-map/:family', page('frameworks-family')),
		route('frameworks/five-ai-coding-levels', page('frameworks-levels')),
		route('frameworks/five-ai-coding-levels/building', page('frameworks-levels-building')),
		route('frameworks/five-ai-coding-levels/metrics', page('frameworks-levels-metrics')),
		route('frameworks/five-ai-coding-levels/roadmap', page('frameworks-levels-roadmap')),
		route('frameworks/five-ai-coding-levels/figures', page('frameworks-levels-figures')),
		route('frameworks/agentic-engineering-ladder', page('frameworks-ladder')),
		route('frameworks/agentic-engineering-ladder/figures', page('frameworks-ladder-figures')),

		// Work behind the requests
		route('jobs', page('jobs')),
		route('jobs/:jobId', page('job')),
		route('jobs/:jobId/events', page('job-events')),
		route('jobs/:jobId/file', page('job-file')),

		// Settings
		route('settings', page('settings-layout'), [
			index(page('settings')),
			route('roles', page('settings-roles')),
			route('api', page('settings-api')),
			route('webhooks', page('settings-webhooks')),
			route('webhooks/:webhookId', page('settings-webhook')),
			route('audit-log', page('settings-audit-log')),
		]),
		route('settings/roles.csv', page('settings-roles-csv')),
		route('settings/audit-log.csv', page('settings-audit-log-csv')),
		route('sample-removal', page('sample-removal')),

		// What the palette asks
		route('find', page('find')),

		// Everything else below an account answers like an account that does not exist.
		route('*', page('account-not-found')),
	]),
	route('*', page('not-found')),
] satisfies RouteConfig
