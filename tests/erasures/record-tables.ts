/**
 * Every table that refers to a person, a membership or a user: where its rows stand in the record of the person, or why they are
 * not in it. What hangs below these rows (answers, results, frozen targets) goes with them.
 */

/** Where in the record, as a path; of one row of each table something has to stand there. */
export const recordedAt: Record<string, string> = {
	audit_event: 'log',
	calibration_change: 'participations',
	check_in: 'participations.0.checkIns',
	evidence: 'teamEvidence',
	export_access: 'exports',
	invitation: 'invitations',
	member: 'member',
	member_login: 'logins',
	membership: 'membership',
	observation: 'metrics',
	// Of a published cycle that is reopened, as it was published: the test has none of that.
	outcome: 'participations',
	participant: 'participations',
	private_note: 'privateNotes',
	reminder: 'reminders.mails.0.about',
	reminder_choice: 'reminders.onlyEssential',
	reminder_mail: 'reminders.mails',
	reopening: 'participations.0.reopenings',
	report_schedule: 'reportMails',
	roadmap: 'plans.owns',
	roadmap_comment: 'plans.comments',
	roadmap_item: 'plans.items',
	roadmap_item_evidence: 'plans.evidence',
	roadmap_sponsor: 'plans.sponsors',
	saved_report: 'savedReports',
	session: 'sessions',
	target: 'target.own',
	team: 'leads',
	team_assessment_input: 'teamAssessments',
	team_assessment_input_check: 'teamAssessments.0.checks',
	training_assignment: 'training.has',
}

const about = {
	others: 'who did it, of what is about others or a team: what the audit log says of it stands in `log`',
	machinery: 'who set up what the company uses: what the audit log says of it stands in `log`',
	metrics: 'a copy of what stands in `metrics`',
}

export const leftOut: Record<string, string> = {
	api_token: about.machinery,
	calibration_group: about.others,
	cycle_measurement: `${about.metrics}, of which figures of published cycles are made`,
	cycle_team: 'who led a team in a cycle, which is about the team; `leads` says which they lead now',
	erased_person: 'hashes of people who have no record any more',
	idempotency_key: 'what a form was answered with, so that it is not done twice; swept after some days',
	import: about.machinery,
	job: about.machinery,
	last_look: 'which check-in of others they have opened last, and when',
	notice_dismissal: 'which notices they have closed',
	pseudonym: 'by what `log` and `exports` find them',
	replaced_observation: `${about.metrics}, as it was before an import that can be undone`,
	roadmap_checkpoint: about.others,
	roadmap_item_change: about.others,
	roadmap_phase: about.others,
	saved_report_default: 'which saved view they begin with',
	team_assessment: about.others,
	team_assessment_check: about.others,
	user_token: 'hashes of links for a new password, good for a short time',
	webhook: about.machinery,
}
