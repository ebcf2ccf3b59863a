import { kinds, type Kind } from './people.ts'

const refused = kinds.map(() => '401').join(' ')

/**
 * What every kind of person gets from every route by every method, with a form that is empty. In the order of `kinds`:
 * anonymous, member, manager, other manager, executive, hr, admin, owner, other owner.
 *
 * `yes` a page or file; `no` the answer of what does not exist; `mend` the right is there and the form is refused;
 * `sign-in` sent to sign in; `401` asked for a token; `elsewhere` sent on; `gone` a link that is used up, said plainly.
 *
 * The person of a record is member@, whose manager is manager@. An empty check-in is refused before its record is looked
 * for, so that the answer is the same for every id.
 */
const declared: Record<string, { GET: string; POST: string }> = {
	// Everybody's
	'': {
		GET: 'yes elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
		POST: 'no no no no no no no no no',
	},
	'sign-up': {
		GET: 'yes elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
		POST: 'mend elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
	},
	'sign-in': {
		GET: 'yes elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
		POST: 'mend elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
	},
	'sign-out': {
		GET: 'elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
		POST: 'sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in',
	},
	'forgot-password': {
		GET: 'yes yes yes yes yes yes yes yes yes',
		POST: 'mend mend mend mend mend mend mend mend mend',
	},
	'reset-password/:token': {
		GET: 'gone gone gone gone gone gone gone gone gone',
		POST: 'mend mend mend mend mend mend mend mend mend',
	},
	'invitations/:token': {
		GET: 'gone gone gone gone gone gone gone gone gone',
		POST: 'mend mend mend mend mend mend mend mend mend',
	},
	theme: {
		GET: 'elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere elsewhere',
		POST: 'mend mend mend mend mend mend mend mend mend',
	},
	accounts: {
		GET: 'sign-in yes yes yes yes yes yes yes yes',
		POST: 'sign-in mend mend mend mend mend mend mend mend',
	},
	profile: {
		GET: 'sign-in yes yes yes yes yes yes yes yes',
		POST: 'sign-in mend mend mend mend mend mend mend mend',
	},
	// Only in development and beside the sample company, where no mail leaves the machine
	mailbox: { GET: 'yes yes yes yes yes yes yes yes yes', POST: 'no no no no no no no no no' },
	'mailbox/:messageId': { GET: 'no no no no no no no no no', POST: 'no no no no no no no no no' },

	// What programs ask: a cookie opens none of it
	'api/v1': { GET: 'yes yes yes yes yes yes yes yes yes', POST: 'no no no no no no no no no' },
	'api/v1/openapi.json': { GET: 'yes yes yes yes yes yes yes yes yes', POST: 'no no no no no no no no no' },
	'api/v1/members': { GET: refused, POST: refused },
	'api/v1/members/:memberId': { GET: refused, POST: refused },
	'api/v1/teams': { GET: refused, POST: refused },
	'api/v1/teams/:teamId': { GET: refused, POST: refused },
	'api/v1/cycles': { GET: refused, POST: refused },
	'api/v1/cycles/:cycleId': { GET: refused, POST: refused },
	'api/v1/cycles/:cycleId/participants': { GET: refused, POST: refused },
	'api/v1/cycles/:cycleId/outcomes': { GET: refused, POST: refused },
	'api/v1/heatmap': { GET: refused, POST: refused },
	'api/v1/training-needs': { GET: refused, POST: refused },
	'api/v1/training-needs/counts': { GET: refused, POST: refused },
	'api/v1/team-assessments': { GET: refused, POST: refused },
	'api/v1/roadmaps': { GET: refused, POST: refused },
	'api/v1/roadmaps/:roadmapId': { GET: refused, POST: refused },
	'api/v1/metrics': { GET: refused, POST: refused },
	'api/v1/metrics/:metricId': { GET: refused, POST: refused },
	'api/v1/observations': { GET: refused, POST: refused },
	'api/v1/imports': { GET: refused, POST: refused },
	'api/v1/imports/:importId': { GET: refused, POST: refused },
	'api/v1/imports/:importId/undo': { GET: refused, POST: refused },

	// Of the account
	'a/:account': { GET: 'sign-in yes yes yes yes yes yes yes no', POST: 'sign-in no no no no no no no no' },
	'a/:account/check-ins': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/check-ins/:participantId': {
		GET: 'sign-in yes yes no no no no no no',
		POST: 'sign-in mend mend mend mend mend mend mend no',
	},
	'a/:account/check-ins/:participantId/agreement': {
		GET: 'sign-in yes yes no no yes no no no',
		POST: 'sign-in mend mend mend mend mend mend mend no',
	},
	'a/:account/check-ins/:participantId/note': {
		GET: 'sign-in yes yes no no no no no no',
		POST: 'sign-in mend mend mend mend mend mend mend no',
	},
	'a/:account/check-ins/hand-over': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no mend mend no mend no mend no',
	},
	'a/:account/cycles': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/new': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/cycles/:cycleId': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/cycles/:cycleId/corrections': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/cycles/:cycleId/plan': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	// Managers see it while the cycle is in calibration, which that of the sample is not
	'a/:account/cycles/:cycleId/calibration': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/cycles/:cycleId/calibration.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/calibration.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/calibration.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/calibration/:groupId': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no mend mend no mend no mend no',
	},
	'a/:account/cycles/:cycleId/calibration/:groupId/people.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/calibration/:groupId/people.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/calibration/:groupId/people.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	// The owner is the chief executive, at the top of everybody's line.
	'a/:account/cycles/:cycleId/progress': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/progress.csv': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/progress.xlsx': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/progress.pdf': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/reminders': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/cycles/:cycleId/reminders/sent.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/reminders/sent.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/cycles/:cycleId/reminders/sent.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reminders': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in mend mend mend mend mend mend mend no',
	},
	'a/:account/people': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/people.csv': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/people/new': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/people/:memberId': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/people/:memberId/erase': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/people/:memberId/record.json': {
		GET: 'sign-in yes no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/people/:memberId/record.pdf': {
		GET: 'sign-in yes no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/people/:memberId/progress': {
		GET: 'sign-in yes yes no no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/teams': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/teams/new': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/teams/:teamId': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	// Assessments are read by everybody above, and given and agreed by who belongs to the team or leads it
	'a/:account/teams/:teamId/assessments': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in mend mend no no no no no no',
	},
	'a/:account/teams/:teamId/assessments/:assessmentId': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in mend mend no no no no no no',
	},
	'a/:account/teams/lenses': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/role-families': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/job-families': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/imports': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/imports/new': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/imports/logins': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	// One of people is none of metrics
	'a/:account/imports/:importId': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/imports/:importId/refused.csv': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roster-imports': {
		GET: 'sign-in no no no no elsewhere elsewhere elsewhere no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roster-imports/new': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/roster-imports/:importId': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/roster-imports/:importId/errors.csv': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/invitations': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/heatmap': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/cell': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/board': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/trend': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/trend.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/organization': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/stalls': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/stalls.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/benchmarks': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap/metric-and-tier': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/heatmap.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/reports/training-needs.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	// Whoever leads people sees their own
	'a/:account/reports/training-needs/report': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs/report.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs/report.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs/report.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs/scenario': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-needs/priority': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	// Without a step in the address there is nothing
	'a/:account/reports/training-needs/step-topic': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/targets': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	// The topic is for everybody, and the import is one of people
	'a/:account/training-topics': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-topics.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-topics.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-topics.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-topics/new': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-topics/imports/new': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-topics/imports/:importId': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-topics/imports/:importId/refused.csv': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-topics/:topicId': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-topics/:topicId/edit': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/reports/training-outcomes': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-outcomes.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-outcomes.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/training-outcomes.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	// The assignment is member@'s
	'a/:account/training-assignments': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in mend mend mend mend mend mend mend no',
	},
	'a/:account/training-assignments.csv': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-assignments.xlsx': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-assignments.pdf': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-assignments/new': {
		GET: 'sign-in no yes yes no yes no yes no',
		POST: 'sign-in no mend mend no mend no mend no',
	},
	'a/:account/training-assignments/imports/new': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-assignments/imports/:importId': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/training-assignments/imports/:importId/refused.csv': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/training-assignments/:assignmentId': {
		GET: 'sign-in yes yes no no yes no no no',
		POST: 'sign-in mend mend no no mend no no no',
	},
	'a/:account/targets/teams': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/targets/teams/:teamId': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/targets/people': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/targets/people/:memberId': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/roadmaps': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roadmaps.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roadmaps.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roadmaps.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roadmaps/new': {
		GET: 'sign-in no yes yes no yes yes yes no',
		POST: 'sign-in no mend mend no mend mend mend no',
	},
	// Of the team that manager@ leads, member@ is in, and executive@ sponsors
	'a/:account/roadmaps/:roadmapId': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in mend mend no mend mend mend mend no',
	},
	'a/:account/roadmaps/:roadmapId/items.csv': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/roadmaps/:roadmapId/items/:itemId': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in mend mend no mend mend mend mend no',
	},
	'a/:account/roadmaps/:roadmapId/phases/:phase': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in no mend no mend mend mend mend no',
	},
	'a/:account/roadmaps/:roadmapId/edit': {
		GET: 'sign-in no yes no no yes yes yes no',
		POST: 'sign-in no mend no no mend mend mend no',
	},
	'a/:account/roadmaps/:roadmapId/checkpoints': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in no mend no no mend mend mend no',
	},
	'a/:account/roadmaps/:roadmapId/checkpoints/:checkpointId': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in no mend no no mend mend mend no',
	},
	'a/:account/metrics': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics/new': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/metrics/:metricId': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics/:metricId/values.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics/:metricId/values.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics/:metricId/values.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/metrics/:metricId/edit': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/metrics/:metricId/targets': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	// What came for the team, and for its lead and HR its people's too; the owner sees what came for any team
	'a/:account/teams/:teamId/metrics': {
		GET: 'sign-in yes yes no yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	// One's own, and those of reports: the owner is at the top of everybody's line
	'a/:account/people/:memberId/metrics': {
		GET: 'sign-in yes yes no no yes no yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/skill-progression-map': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/skill-progression-map/:family': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/skill-progression-map/figures': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/skill-progression-map/versions': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/frameworks/skill-progression-map/versions/:versionId/rubric.json': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/skill-progression-map/draft': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/frameworks/skill-progression-map/draft/:family': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/frameworks/skill-progression-map/imports/new': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/frameworks/skill-progression-map/imports/:importId': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/frameworks/five-ai-coding-levels': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/five-ai-coding-levels/building': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/five-ai-coding-levels/metrics': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/five-ai-coding-levels/roadmap': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/five-ai-coding-levels/figures': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/agentic-engineering-ladder': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/frameworks/agentic-engineering-ladder/figures': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/settings': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/settings/roles': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/settings/roles.csv': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/settings/api': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/settings/webhooks': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/settings/webhooks/:webhookId': {
		GET: 'sign-in no no no no no yes yes no',
		POST: 'sign-in no no no no no mend mend no',
	},
	'a/:account/settings/audit-log': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/settings/audit-log.csv': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/movement': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/movement.csv': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/movement.xlsx': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/movement.pdf': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	// It names no kind of report
	'a/:account/reports/saved/new': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no no no no',
	},
	// The one that is asked for is HR's own
	'a/:account/reports/saved/:reportId': {
		GET: 'sign-in no no no no yes no no no',
		POST: 'sign-in no no no no mend no no no',
	},
	'a/:account/reports/access-log': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/reports/access-log.csv': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/jobs': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	// Of an import, which is whoever's that manages people
	'a/:account/jobs/:jobId': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no mend mend mend no',
	},
	'a/:account/jobs/:jobId/events': {
		GET: 'sign-in no no no no yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	// It has no file: those of exports are for one person alone
	'a/:account/jobs/:jobId/file': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/find': {
		GET: 'sign-in yes yes yes yes yes yes yes no',
		POST: 'sign-in no no no no no no no no',
	},
	'a/:account/sample-removal': {
		GET: 'sign-in no no no no no no no no',
		POST: 'sign-in no no no no no elsewhere elsewhere no',
	},
}

export type Row = Record<Kind, string>

function readRow(words: string): Row {
	const cells = words.split(' ')
	if (cells.length !== kinds.length) throw new Error(`A row has ${cells.length} cells: ${words}`)
	return Object.fromEntries(kinds.map((kind, index) => [kind, cells[index]])) as Row
}

export const matrix: Record<string, { GET: Row; POST: Row }> = Object.fromEntries(
	Object.entries(declared).map(([path, { GET, POST }]) => [path, { GET: readRow(GET), POST: readRow(POST) }]),
)
