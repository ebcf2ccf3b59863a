import type pg from 'pg'

/** The ids of one account's rows, so that rows can point at one another. */
export type AccountIds = {
	accountId: string
	userId: string
	otherUserId: string
	isSample: boolean
}

type Row = Record<string, unknown>

/** Ids that are the same in every account, so that only account_id tells the rows apart. */
export const sharedIds = {
	team: '00000000-0000-4000-8000-000000000001',
	member: '00000000-0000-4000-8000-000000000002',
	family: '00000000-0000-4000-8000-000000000003',
	framework: '00000000-0000-4000-8000-000000000004',
	cycle: '00000000-0000-4000-8000-000000000005',
	participant: '00000000-0000-4000-8000-000000000006',
	checkIn: '00000000-0000-4000-8000-000000000007',
	snapshot: '00000000-0000-4000-8000-000000000008',
	other: '00000000-0000-4000-8000-000000000009',
	roadmap: '00000000-0000-4000-8000-00000000000a',
}

/** One row of every tenant table, in an order in which they can be inserted. A new tenant table must be added here. */
export function oneOfEverything({ accountId, userId, isSample }: AccountIds): [table: string, row: Row][] {
	const id = sharedIds
	const of = (row: Row): Row => ({ account_id: accountId, ...row })
	return [
		[
			'account',
			{
				id: accountId,
				slug: `a-${accountId.slice(0, 8)}`,
				name: 'Account',
				time_zone: 'UTC',
				locale: 'en',
				is_sample: isSample,
			},
		],
		['role_family', of({ id: id.family, key: 'engineering', name: 'Engineering', position: 1 })],
		[
			'job_family',
			of({
				id: id.other,
				key: 'field sales',
				name: 'Field Sales',
				family_id: id.family,
				version: 1,
				updated_at: '2026-01-01',
			}),
		],
		['framework_version', of({ id: id.framework, key: 'map', version: 1, title: 'Map', rubric: {} })],
		['team', of({ id: id.team, name: 'Team' })],
		[
			'member',
			of({ id: id.member, name: 'Member', email: 'm@example.com', team_id: id.team, attributes: {} }),
		],
		['membership', of({ id: id.other, user_id: userId, member_id: id.member, roles: ['member'] })],
		[
			'invitation',
			of({
				id: id.other,
				email: 'm@example.com',
				roles: ['member'],
				token_hash: accountId,
				expires_at: '2100-01-01',
			}),
		],
		[
			'cycle',
			of({
				id: id.cycle,
				name: 'Q1',
				starts_on: '2026-01-01',
				ends_on: '2026-03-31',
				phase: 'open',
				framework_version_id: id.framework,
			}),
		],
		['cycle_scope_team', of({ cycle_id: id.cycle, team_id: id.team })],
		['cycle_scope_family', of({ cycle_id: id.cycle, family_id: id.family })],
		['cycle_notice', of({ cycle_id: id.cycle, occasion: 'drafted' })],
		['reminder_choice', of({ member_id: id.member, only_essential: true })],
		['reminder_mail', of({ member_id: id.member, day: '2026-02-01', cycle_id: id.cycle })],
		[
			'reminder',
			of({
				cycle_id: id.cycle,
				member_id: id.member,
				occasion: 'digest',
				about_on: '2026-02-01',
				day: '2026-02-01',
			}),
		],
		[
			'notice_dismissal',
			of({ member_id: id.member, cycle_id: id.cycle, occasion: 'opening', about_on: '2026-01-01' }),
		],
		['cycle_team', of({ cycle_id: id.cycle, team_id: id.team, name: 'Team' })],
		[
			'participant',
			of({
				id: id.participant,
				cycle_id: id.cycle,
				member_id: id.member,
				team_id: id.team,
				family_id: id.family,
				attributes: {},
				state: 'active',
			}),
		],
		['check_in', of({ id: id.checkIn, participant_id: id.participant, rater: 'self' })],
		['check_in_answer', of({ check_in_id: id.checkIn, question_key: 'q', half_steps: 3 })],
		['private_note', of({ participant_id: id.participant, membership_id: id.other, text: 'Note' })],
		['last_look', of({ participant_id: id.participant, membership_id: id.other })],
		['outcome', of({ participant_id: id.participant, tier: 3 })],
		['outcome_answer', of({ participant_id: id.participant, question_key: 'q', half_steps: 3 })],
		['calibration_group', of({ id: id.other, cycle_id: id.cycle, name: 'Group' })],
		['calibration_group_team', of({ cycle_id: id.cycle, team_id: id.team, group_id: id.other })],
		[
			'calibration_change',
			of({ id: id.other, participant_id: id.participant, from_tier: 3, to_tier: 4, reason: 'Evidence' }),
		],
		[
			'reopening',
			of({
				id: id.other,
				cycle_id: id.cycle,
				participant_id: id.participant,
				version: 1,
				reason: 'A wrong answer',
				reopened_at: '2026-02-01',
			}),
		],
		['target', of({ id: id.other, family_id: id.family, tier: 4, due_on: '2027-01-01' })],
		[
			'snapshot',
			of({
				id: id.snapshot,
				cycle_id: id.cycle,
				version: 1,
				framework_version_id: id.framework,
				minimum_group_size: 5,
			}),
		],
		['earlier_outcome', of({ cycle_id: id.cycle, participant_id: id.participant, version: 1, answers: {} })],
		['snapshot_node', of({ snapshot_id: id.snapshot, node_id: id.team, name: 'Team', depth: 0 })],
		[
			'snapshot_cell',
			of({
				snapshot_id: id.snapshot,
				node_id: id.team,
				family_id: id.family,
				measure: 'tier',
				value: 3,
				count: 1,
			}),
		],
		[
			'snapshot_shown_cell',
			of({ snapshot_id: id.snapshot, node_id: id.team, family_id: id.family, measure: 'tier' }),
		],
		['snapshot_standings', of({ snapshot_id: id.snapshot, families: [], people: 0, standings: '\\x' })],
		[
			'snapshot_target',
			of({ snapshot_id: id.snapshot, family_id: id.family, tier: 4, due_on: '2027-01-01' }),
		],
		[
			'import',
			of({ id: id.other, kind: 'roster', file_name: 'f.csv', sha256: 'x', content: '\\x00', mapping: {} }),
		],
		[
			'api_token',
			of({
				id: id.other,
				name: 'Reporting',
				token_hash: accountId.replaceAll('-', '').repeat(2),
				role: 'executive',
				created_at: '2026-01-01',
				expires_at: '2027-01-01',
			}),
		],
		[
			'webhook',
			of({
				id: id.other,
				url: 'https://hooks.example.com',
				events: ['cycle.opened'],
				secret: 'sealed:x',
				key_name: 'key',
				created_at: '2026-01-01',
				version: 1,
			}),
		],
		[
			'webhook_delivery',
			of({
				id: accountId,
				webhook_id: id.other,
				event: 'cycle.opened',
				occasion: id.cycle,
				data: { cycleId: id.cycle },
				state: 'waiting',
				attempts: 0,
				next_attempt_at: '2026-01-01',
				created_at: '2026-01-01',
			}),
		],
		['import_piece', of({ import_id: id.other, list: 'file', number: 0, content: '\\x00' })],
		[
			'metric',
			of({
				id: id.other,
				key: 'lead-time',
				name: 'Lead time',
				description: '',
				unit: 'days',
				direction: 'down',
				aggregation: 'weighted_mean',
				weight_name: 'Changes',
				built_in: false,
				version: 1,
				created_at: '2026-01-01',
			}),
		],
		['metric_family', of({ metric_id: id.other, family_id: id.family })],
		[
			'metric_target',
			of({ id: id.other, metric_id: id.other, team_id: id.team, value: 3, due_on: '2027-01-01', version: 1 }),
		],
		[
			'observation',
			of({
				metric_id: id.other,
				starts_on: '2026-01-01',
				subject_id: id.member,
				grain: 'month',
				subject_kind: 'member',
				member_id: id.member,
				value: 4,
				weight: 2,
				import_id: id.other,
			}),
		],
		[
			'replaced_observation',
			of({
				import_id: id.other,
				metric_id: id.other,
				starts_on: '2026-01-01',
				subject_id: id.member,
				grain: 'month',
				value: 5,
				weight: 2,
				before_import_id: id.other,
			}),
		],
		[
			'cycle_measurement',
			of({
				cycle_id: id.cycle,
				metric_id: id.other,
				subject_id: id.member,
				subject_kind: 'member',
				observations: 1,
				unweighted: 0,
				has_positive: true,
				covers_cycle: false,
				sum: 4,
				weight_sum: 2,
				weighted_sum: 8,
				first_on: '2026-01-01',
				last_on: '2026-01-31',
			}),
		],
		[
			'snapshot_metric',
			of({
				snapshot_id: id.snapshot,
				metric_id: id.other,
				node_id: id.team,
				source: 'people',
				group_id: id.family,
				family_id: id.family,
				subjects: 1,
				observations: 1,
				unweighted: 0,
				positive: 1,
				covers_cycle: false,
				sum: 4,
				weight_sum: 2,
				weighted_sum: 8,
				last_sum: 0,
				first_on: '2026-01-01',
				last_on: '2026-01-31',
				is_shown: false,
			}),
		],
		[
			'team_assessment',
			of({
				id: id.other,
				cycle_id: id.cycle,
				team_id: id.team,
				framework_key: 'five-ai-coding-levels',
				framework_version: 1,
				checks_version: 1,
				is_regulated: false,
				state: 'collecting',
				started_at: '2026-01-01',
				version: 1,
			}),
		],
		[
			'team_assessment_input',
			of({ assessment_id: id.other, member_id: id.member, updated_at: '2026-01-01', version: 1 }),
		],
		['team_assessment_input_check', of({ assessment_id: id.other, member_id: id.member, check_key: 'a.b' })],
		[
			'team_assessment_check',
			of({ assessment_id: id.other, check_key: 'a.b', verdict: 'met', proposed_by_id: id.member }),
		],
		[
			'evidence',
			of({
				id: id.other,
				kind: 'note',
				text: 'Seen in the review',
				dated_on: '2026-01-01',
				member_id: id.member,
				created_at: '2026-01-01',
			}),
		],
		['team_assessment_evidence', of({ assessment_id: id.other, check_key: 'a.b', evidence_id: id.other })],
		[
			'roadmap',
			of({
				id: id.roadmap,
				name: 'Plan',
				team_id: id.team,
				with_below: false,
				lens: 'ai-coding-level',
				start_level: 2,
				target_level: 5,
				starts_on: '2026-01-01',
				owner_id: id.member,
				state: 'active',
				created_at: '2026-01-01',
				version: 1,
				change_count: 0,
			}),
		],
		['roadmap_sponsor', of({ roadmap_id: id.roadmap, member_id: id.member })],
		[
			'roadmap_phase',
			of({
				roadmap_id: id.roadmap,
				phase: 'discovery',
				name: 'Discovery',
				starts_on: '2026-01-01',
				ends_on: '2026-01-14',
			}),
		],
		[
			'roadmap_item',
			of({
				id: id.other,
				roadmap_id: id.roadmap,
				phase: 'discovery',
				kind: 'outcome',
				text: 'Baselines are measured',
				state: 'todo',
				weight: 1,
				position: 1,
				next_check_at: '2026-01-01',
				version: 1,
			}),
		],
		// No plan has such a loop; here there is one item alone.
		['roadmap_item_dependency', of({ roadmap_id: id.roadmap, item_id: id.other, needs_id: id.other })],
		[
			'roadmap_item_evidence',
			of({ id: id.other, roadmap_id: id.roadmap, item_id: id.other, note: 'Seen', added_at: '2026-01-01' }),
		],
		['roadmap_comment', of({ id: id.other, roadmap_id: id.roadmap, text: 'Well', written_at: '2026-01-01' })],
		[
			'roadmap_item_change',
			of({
				id: id.other,
				roadmap_id: id.roadmap,
				item_id: id.other,
				field: 'state',
				changed_at: '2026-01-01',
			}),
		],
		[
			'roadmap_checkpoint',
			of({
				id: id.other,
				roadmap_id: id.roadmap,
				state: 'draft',
				cycle_id: id.cycle,
				snapshot_id: id.snapshot,
				decisions: '',
				created_at: '2026-01-01',
				version: 1,
			}),
		],
		[
			'roadmap_template',
			of({ id: id.other, name: 'Ours', lens: 'tier', phases: [], created_at: '2026-01-01' }),
		],
		[
			'training_topic',
			of({
				id: id.other,
				key: 'first-brief',
				title: 'First brief',
				description: '',
				kind: 'workshop',
				provider: '',
				is_proposal: false,
				version: 1,
				created_at: '2026-01-01',
			}),
		],
		['training_topic_family', of({ topic_id: id.other, family_id: id.family })],
		['training_topic_step', of({ topic_id: id.other, question_key: 'q', from_half_steps: 3 })],
		[
			'training_step_choice',
			of({ family_id: id.family, question_key: 'q', from_half_steps: 3, topic_id: id.other, version: 1 }),
		],
		['training_priority', of({ gap: 1, people: 1, due: 1, roadmap: 1, version: 1 })],
		[
			'training_assignment',
			of({
				id: id.other,
				topic_id: id.other,
				member_id: id.member,
				question_key: 'q',
				from_half_steps: 3,
				state: 'planned',
				assigned_on: '2026-01-01',
				batch_id: id.other,
				note: '',
				version: 1,
				created_at: '2026-01-01',
			}),
		],
		['member_login', of({ system: 'github', login: 'octocat', member_id: id.member })],
		['saved_mapping', of({ kind: 'roster', fingerprint: 'f', mapping: {}, updated_at: '2026-01-01' })],
		[
			'audit_event',
			of({
				sequence: 0,
				at: '2026-01-01',
				action: 'a.b',
				subject: 'account',
				detail: {},
				previous_hash: '',
				hash: '',
			}),
		],
		[
			'saved_report',
			of({ id: id.other, membership_id: id.other, kind: 'metrics', name: 'Ours', parameters: {} }),
		],
		[
			'report_schedule',
			of({
				...{ report_id: id.other, membership_id: id.other, rhythm: 'weekly', day: 1, hour: 8 },
				...{ next_at: '2026-01-05T08:00:00Z', version: 1 },
			}),
		],
		['saved_report_default', of({ membership_id: id.other, report_id: id.other })],
		[
			'export_access',
			of({ id: id.other, at: '2026-01-01', report: 'people', filter: {}, format: 'csv', state: 'whole' }),
		],
		['pseudonym', of({ id: id.other, member_id: id.member })],
		[
			'erased_person',
			of({ member_id: id.other, erased_at: '2026-01-01', key_name: 'key', hashes: ['a'.repeat(64)] }),
		],
		['idempotency_key', of({ user_id: userId, key: 'k', action: 'a' })],
		[
			'job',
			of({
				id: accountId,
				kind: 'roster-check',
				state: 'queued',
				parameters: {},
				attempts: 0,
				done: 0,
				created_at: '2026-01-01',
			}),
		],
		['job_part', of({ job_id: accountId, list: 'file', number: 0, content: '\\x00' })],
	]
}

/** Inserts the columns that the row names; defaults fill the others. */
export function insertRow(client: pg.ClientBase, table: string, row: Row): Promise<pg.QueryResult> {
	const columns = Object.keys(row)
		.map((column) => `"${column}"`)
		.join(', ')
	return client.query(
		`INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_record(NULL::"${table}", $1)`,
		[JSON.stringify(row)],
	)
}
