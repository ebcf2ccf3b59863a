import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'
import { insertRow, oneOfEverything, sharedIds } from './one-of-everything.ts'

const database = await createTestDatabase()
const account = {
	accountId: crypto.randomUUID(),
	userId: crypto.randomUUID(),
	otherUserId: crypto.randomUUID(),
	isSample: false,
}

beforeAll(async () => {
	await insertRow(database.adminPool as unknown as pg.ClientBase, 'user', {
		id: account.userId,
		email: 'someone@example.com',
		name: 'Someone',
		password_hash: 'x',
	})
	await insertRow(database.adminPool as unknown as pg.ClientBase, 'rate_limit', {
		key: `test:${'0'.repeat(64)}`,
	})
	for (const [table, row] of oneOfEverything(account)) {
		await insertRow(database.adminPool as unknown as pg.ClientBase, table, row)
	}
})

/** What a statement comes to, and takes back: null where it goes through, else the constraint or the word of the trigger. */
async function refusalOf(...statements: string[]): Promise<string | null> {
	const client = await database.adminPool.connect()
	try {
		await client.query('BEGIN')
		for (const statement of statements) {
			const { rowCount } = await client.query(statement)
			if (/^(UPDATE|INSERT|DELETE)/.test(statement) && rowCount === 0) throw new Error(`No row: ${statement}`)
		}
		await client.query('SET CONSTRAINTS ALL IMMEDIATE')
		return null
	} catch (error) {
		const { constraint, message, code } = error as { constraint?: string; message: string; code?: string }
		return code ? (constraint ?? message) : `broken: ${message}`
	} finally {
		await client.query('ROLLBACK')
		client.release()
	}
}

const long = `repeat('x', 201)`

/** Of every check: what breaks it, and beside it what just does not. */
const checks: Record<string, [bad: string[], good: string]> = {
	user_email_lower: [
		['email = $$A@example.com$$', `email = 'a@'|| repeat('x', 253)`],
		`email = 'b@example.com'`,
	],
	rate_limit_key_is_hashed: [
		[`key = 'sign-in:ada@example.com'`, `key = repeat('a', 64)`, `key = 'sign-in:' || repeat('a', 63)`],
		`key = 'sign-in:' || repeat('a', 64)`,
	],
	user_name_length: [[`name = ''`, `name = ${long}`], `name = repeat('x', 200)`],
	account_slug_form: [[`slug = 'a'`, `slug = '-ab'`, `slug = 'Ab'`, `slug = repeat('a', 49)`], `slug = 'ab'`],
	account_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	account_fiscal_year_start_month: [
		['fiscal_year_start = 0', 'fiscal_year_start = 13'],
		'fiscal_year_start = 12',
	],
	account_minimum_group_size_least: [
		['minimum_group_size = 2', 'minimum_group_size = 101'],
		'minimum_group_size = 3',
	],
	membership_has_role: [[`roles = '{}'`], `roles = '{hr}'`],
	role_family_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	team_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	team_not_own_parent: [['parent_id = id'], 'parent_id = NULL'],
	member_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	member_email_lower: [[`email = 'A@example.com'`, `email = 'a'`], 'email = NULL'],
	member_external_id_length: [[`external_id = ''`, `external_id = ${long}`], `external_id = '7'`],
	member_dates_in_order: [
		[`started_on = '2026-02-02', left_on = '2026-02-01'`],
		`started_on = '2026-02-02', left_on = '2026-02-02'`,
	],
	member_not_own_manager: [['manager_id = id'], 'manager_id = NULL'],
	member_erased_is_bare: [
		[
			`erased_at = now()`,
			`erased_at = now(), name = 'Erased person', left_on = '2026-01-01', email = NULL, team_id = NULL, job_title = 'x'`,
		],
		`erased_at = now(), name = 'Erased person', left_on = '2026-01-01', email = NULL, team_id = NULL`,
	],
	erased_person_hashes_form: [[`hashes = '{ada}'`, `hashes = ARRAY[NULL]::text[]`], `hashes = '{}'`],
	cycle_dates_in_order: [[`ends_on = starts_on - 1`], 'ends_on = starts_on'],
	cycle_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	cycle_published_has_date: [
		[`phase = 'published'`, 'published_at = now()'],
		`phase = 'published', published_at = now()`,
	],
	cycle_phases_in_order: [
		[
			`opens_on = '2026-03-02', review_on = '2026-03-02'`,
			`review_on = '2026-03-02', calibration_on = '2026-03-02'`,
			`opens_on = '2026-03-02', calibration_on = '2026-03-02'`,
			`calibration_on = '2026-03-02', publishes_on = '2026-03-02'`,
			`opens_on = '2026-03-02', publishes_on = '2026-03-01'`,
		],
		`opens_on = '2026-03-02', review_on = '2026-03-03', calibration_on = '2026-03-04', publishes_on = '2026-03-05'`,
	],
	cycle_reopened_has_reason: [
		[
			`phase = 'published', published_at = now(), reopened_at = now()`,
			`phase = 'published', published_at = now(), reopen_reason = 'x'`,
		],
		`phase = 'published', published_at = now(), reopened_at = now(), reopen_reason = 'x'`,
	],
	cycle_reopened_is_published: [
		[`reopened_at = now(), reopen_reason = 'x'`],
		`phase = 'published', published_at = now(), reopened_at = now(), reopen_reason = 'x'`,
	],
	participant_reopened_has_reason: [
		['reopened_at = now()', `reopen_reason = 'x'`],
		`reopened_at = now(), reopen_reason = 'x'`,
	],
	participant_exempt_kind: [
		[`exempt_kind = 'leave'`],
		`state = 'exempt', exempt_reason = '', exempt_kind = 'leave'`,
	],
	participant_delegate_is_another: [['delegate_id = member_id'], 'delegate_id = NULL'],
	participant_tier_half_steps: [['tier = 0', 'tier = 7'], 'tier = 6'],
	participant_exempt_reason: [
		[`state = 'exempt'`, `exempt_reason = 'x'`],
		`state = 'exempt', exempt_reason = 'x'`,
	],
	check_in_tier_half_steps: [
		['tier = 0', 'tier = 7', 'suggested_tier = 0', 'suggested_tier = 7'],
		'tier = 1',
	],
	check_in_submitted_has_tier: [['submitted_at = now()'], 'submitted_at = now(), tier = 3'],
	check_in_answer_half_steps: [['half_steps = 0', 'half_steps = 7'], 'half_steps = 6'],
	outcome_tier_half_steps: [['tier = 0', 'tier = 7', 'suggested_tier = 0', 'suggested_tier = 7'], 'tier = 1'],
	outcome_answer_half_steps: [['half_steps = 0', 'half_steps = 7'], 'half_steps = 1'],
	earlier_outcome_half_steps: [
		[
			'tier = 0, agreed_at = now()',
			'tier = 7, agreed_at = now()',
			'suggested_tier = 0',
			'suggested_tier = 7',
		],
		'tier = 1, agreed_at = now()',
	],
	earlier_outcome_whole: [['tier = 3', 'agreed_at = now()'], 'tier = 3, agreed_at = now()'],
	snapshot_first_for_everybody: [['is_for_everybody = false'], 'version = 2, is_for_everybody = false'],
	calibration_group_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	calibration_group_unlocked_has_reason: [
		['unlocked_at = now()', `unlock_reason = 'x'`],
		`unlocked_at = now(), unlock_reason = 'x'`,
	],
	calibration_change_tier_half_steps: [
		['from_tier = 0', 'from_tier = 7', 'to_tier = 0', 'to_tier = 7'],
		'from_tier = 1, to_tier = 6',
	],
	calibration_change_changes: [['to_tier = from_tier'], 'to_tier = from_tier + 2'],
	calibration_change_reason_length: [
		[`reason = ''`, `reason = repeat('x', 1001)`],
		`reason = repeat('x', 1000)`,
	],
	reopening_reason_length: [[`reason = ''`, `reason = repeat('x', 1001)`], `reason = repeat('x', 1000)`],
	target_tier_half_steps: [['tier = 0', 'tier = 7'], 'tier = 6'],
	target_one_scope: [
		[
			'family_id = NULL',
			`scope = 'account'`,
			`scope = 'team', family_id = NULL`,
			`scope = 'member', family_id = NULL`,
			'team_id = (SELECT id FROM team LIMIT 1)',
			'member_id = (SELECT id FROM member LIMIT 1)',
		],
		`scope = 'team', family_id = NULL, team_id = (SELECT id FROM team LIMIT 1)`,
	],
	snapshot_minimum_group_size_least: [['minimum_group_size = 2'], 'minimum_group_size = 3'],
	snapshot_cell_count_positive: [['count = 0'], 'count = 2'],
	snapshot_standings_whole: [
		['people = 1', `standings = '\\x00'`],
		`people = 1, standings = decode(repeat('00', 24), 'hex')`,
	],
	snapshot_metric_group: [
		[
			`family_id = NULL`,
			`group_id = node_id`,
			`source = 'own'`,
			`source = 'teams', family_id = NULL`,
			`source = 'own', group_id = node_id`,
		],
		`source = 'own', group_id = node_id, family_id = NULL`,
	],
	snapshot_metric_of_somebody: [['subjects = 0'], 'subjects = 2'],
	snapshot_target_tier_half_steps: [['tier = 0', 'tier = 7'], 'tier = 1'],
	snapshot_target_one_scope: [
		[
			'family_id = NULL',
			`scope = 'account'`,
			`scope = 'team', family_id = NULL`,
			`scope = 'member', family_id = NULL`,
			'team_id = (SELECT node_id FROM snapshot_node LIMIT 1)',
			'participant_id = (SELECT id FROM participant LIMIT 1)',
		],
		`scope = 'account', family_id = NULL`,
	],
	job_finished_has_date: [[`state = 'done'`, 'finished_at = now()'], `state = 'done', finished_at = now()`],
	job_failed_has_problem: [
		[`state = 'failed', finished_at = now()`, `problem = 'broken'`],
		`state = 'failed', finished_at = now(), problem = 'broken'`,
	],
	job_progress_not_negative: [['done = -1', 'total = -1'], 'done = 1, total = 2'],
	job_part_number_not_negative: [['number = -1'], 'number = 1'],
	api_token_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	api_token_is_hashed: [
		[`token_hash = 'contour_x'`, `token_hash = repeat('A', 64)`],
		`token_hash = repeat('b', 64)`,
	],
	webhook_url_form: [
		[`url = 'ftp://example.com'`, `url = 'https://' || repeat('a', 1993)`],
		`url = 'https://' || repeat('a', 1992)`,
	],
	webhook_has_event: [[`events = '{}'`], `events = '{import.finished}'`],
	webhook_secrets_are_sealed: [
		[`secret = 'whsec_x'`, `previous_secret = 'whsec_x', previous_until = now()`],
		`previous_secret = 'sealed:y', previous_until = now()`,
	],
	webhook_previous_has_end: [
		[`previous_secret = 'sealed:y'`, 'previous_until = now()'],
		`previous_secret = 'sealed:y', previous_until = now()`,
	],
	webhook_off_has_reason: [
		['off_at = now()', `off_because = 'failing'`],
		`off_at = now(), off_because = 'failing'`,
	],
	webhook_delivery_attempts_not_negative: [['attempts = -1'], 'attempts = 1'],
	webhook_delivery_finished_has_date: [
		[`state = 'delivered'`, 'finished_at = now()'],
		`state = 'delivered', finished_at = now()`,
	],
	import_piece_list: [[`list = 'other'`], `list = 'refused'`],
	training_topic_key_form: [
		[`key = 'First brief'`, `key = '-a'`, `key = repeat('a', 81)`],
		`key = repeat('a', 80)`,
	],
	training_topic_text_lengths: [
		[`title = ''`, `title = ${long}`, `provider = ${long}`, `description = repeat('x', 2001)`],
		`title = repeat('x', 200), provider = '', description = repeat('x', 2000)`,
	],
	training_topic_hours_range: [['hours = 0', 'hours = 10001', 'hours = -1'], 'hours = 10000'],
	training_topic_cost_in_money: [
		['cost = 1', `currency = 'EUR'`, `cost = -1, currency = 'EUR'`],
		`cost = 0, currency = 'EUR'`,
	],
	training_topic_currency_form: [[`cost = 1, currency = 'eur'`], `cost = 1, currency = 'EUR'`],
	training_topic_capacity_range: [['capacity = 0', 'capacity = 1000001'], 'capacity = 1'],
	training_topic_link_of_web: [
		[`link = 'javascript:x'`, `link = 'https://' || repeat('x', 2000)`],
		`link = 'https://example.com'`,
	],
	training_topic_step_begins: [['from_half_steps = 0', 'from_half_steps = 6'], 'from_half_steps = 5'],
	training_topic_step_key_length: [
		[`question_key = ''`, `question_key = repeat('x', 121)`],
		`question_key = repeat('x', 120)`,
	],
	training_priority_weights: [
		['gap = 101', 'people = -1', 'due = 101', 'roadmap = -1', 'gap = 0, people = 0, due = 0, roadmap = 0'],
		'gap = 0, people = 100',
	],
	training_step_choice_begins: [['from_half_steps = 0', 'from_half_steps = 6'], 'from_half_steps = 5'],
	training_step_choice_key_length: [
		[`question_key = ''`, `question_key = repeat('x', 121)`],
		`question_key = repeat('x', 120)`,
	],
	training_assignment_step_whole: [
		['question_key = NULL', 'from_half_steps = NULL'],
		'question_key = NULL, from_half_steps = NULL',
	],
	training_assignment_step_begins: [['from_half_steps = 0', 'from_half_steps = 6'], 'from_half_steps = 5'],
	training_assignment_key_length: [
		[`question_key = ''`, `question_key = repeat('x', 121)`],
		`question_key = repeat('x', 120)`,
	],
	training_assignment_done_has_day: [
		[`state = 'done'`, 'done_on = now()'],
		`state = 'done', done_on = now()`,
	],
	training_assignment_note_length: [[`note = repeat('x', 501)`], `note = repeat('x', 500)`],
	metric_key_form: [[`key = 'Lead time'`, `key = '-a'`, `key = repeat('a', 81)`], `key = 'lead-time'`],
	metric_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	metric_weight_where_it_weighs: [['weight_name = NULL', `aggregation = 'sum'`], 'weight_name = weight_name'],
	metric_level_of_a_lens: [[`level = '2'`], `lens = 'five-ai-coding-levels', level = '2'`],
	observation_subject: [
		[
			`subject_kind = 'account'`,
			`subject_kind = 'team'`,
			'member_id = NULL',
			`team_id = '${sharedIds.team}'`,
			`subject_id = '${sharedIds.team}'`,
		],
		`subject_kind = 'team', subject_id = '${sharedIds.team}', team_id = '${sharedIds.team}', member_id = NULL`,
	],
	observation_finite: [
		[`value = 'NaN'`, `value = 'Infinity'`, `value = '-Infinity'`, 'weight = -1', `weight = 'NaN'`],
		'value = -0.5, weight = NULL',
	],
	observation_starts_a_period: [
		[
			`starts_on = '2026-01-02'`,
			`grain = 'week', starts_on = '2026-01-06'`,
			`grain = 'year', starts_on = '2026-01-02'`,
		],
		`grain = 'week', starts_on = '2026-01-05'`,
	],
	team_assessment_scale: [
		[
			'claimed = -1',
			'claimed = 6',
			`shown = 6, shown_on = '2026-01-01'`,
			'rung = 3',
			'trap_recognized = true',
			'checks_version = NULL',
			`framework_key = 'agentic-engineering-ladder'`,
			`framework_key = 'agentic-engineering-ladder', checks_version = NULL, rung = 7`,
			`framework_key = 'skill-progression-map'`,
		],
		`framework_key = 'agentic-engineering-ladder', checks_version = NULL, rung = 6, trap_recognized = true`,
	],
	team_assessment_shown_has_day: [
		['shown = 0', `shown_on = '2026-01-01'`],
		`shown = 0, shown_on = '2026-01-01'`,
	],
	team_assessment_revealed_has_date: [
		[
			`state = 'revealed'`,
			'revealed_at = now()',
			`state = 'revealed', revealed_at = now(), revealed_inputs = 1`,
			'revealed_inputs = 1, revealed_of = 1',
		],
		`state = 'revealed', revealed_at = now(), revealed_inputs = 1, revealed_of = 2`,
	],
	team_assessment_agreed_whole: [
		[
			'agreed_at = now()',
			`state = 'agreed', revealed_at = now(), revealed_inputs = 1, revealed_of = 2`,
			`state = 'agreed', revealed_at = now(), revealed_inputs = 1, revealed_of = 2, agreed_at = now(), claimed = 2`,
		],
		`state = 'agreed', revealed_at = now(), revealed_inputs = 1, revealed_of = 2, agreed_at = now(), claimed = 2,
		 shown = 0, shown_on = '2026-01-01'`,
	],
	team_assessment_note_length: [[`note = ''`, `note = repeat('x', 2001)`], `note = repeat('x', 2000)`],
	team_assessment_input_scale: [
		['claimed = 6', 'claimed = -1', 'rung = 0', 'rung = 7', 'claimed = 1, rung = 1'],
		'rung = 6',
	],
	team_assessment_input_submitted_has_step: [
		['submitted_at = now()', 'submitted_at = now(), rung = 3'],
		'submitted_at = now(), rung = 3, trap_recognized = false',
	],
	team_assessment_input_note_length: [[`note = ''`, `note = repeat('x', 2001)`], `note = repeat('x', 2000)`],
	team_assessment_input_check_note_length: [
		[`note = ''`, `note = repeat('x', 1001)`],
		`note = repeat('x', 1000)`,
	],
	team_assessment_check_reviewed_by_another: [
		[
			'reviewed_by_id = proposed_by_id, reviewed_at = now()',
			`verdict = 'not_applicable', reviewed_by_id = proposed_by_id, reviewed_at = now()`,
		],
		`verdict = 'not_applicable'`,
	],
	team_assessment_check_reviewed_has_date: [['reviewed_at = now()'], 'reviewed_at = NULL'],
	team_assessment_check_note_length: [[`note = ''`, `note = repeat('x', 1001)`], `note = repeat('x', 1000)`],
	evidence_text_length: [[`text = ''`, `text = repeat('x', 1001)`], `text = repeat('x', 1000)`],
	evidence_of_its_kind: [
		[
			`url = 'https://example.com'`,
			`kind = 'link'`,
			`kind = 'metric', metric_id = '${sharedIds.other}'`,
			`period_on = '2026-01-01'`,
		],
		`kind = 'metric', metric_id = '${sharedIds.other}', period_on = '2026-01-01'`,
	],
	evidence_url_form: [
		[`kind = 'link', url = 'javascript:alert(1)'`, `kind = 'link', url = 'https://' || repeat('a', 1993)`],
		`kind = 'link', url = 'https://' || repeat('a', 1992)`,
	],
	evidence_dates_in_order: [[`expires_on = '2025-12-31'`], 'expires_on = dated_on'],
	roadmap_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	roadmap_climbs: [
		[
			'target_level = start_level',
			'start_level = -1',
			'target_level = 7',
			'start_level = 0, target_level = 0',
		],
		'start_level = 0, target_level = 6',
	],
	roadmap_phase_days_in_order: [['ends_on = starts_on - 1'], 'ends_on = starts_on'],
	roadmap_phase_exception_closes: [
		[
			`exception = 'x'`,
			`exception = '', closed_on = '2026-01-14'`,
			`exception = repeat('x', 1001), closed_on = '2026-01-14'`,
		],
		`exception = 'x', closed_on = '2026-01-14'`,
	],
	roadmap_item_text_length: [[`text = ''`, `text = repeat('x', 501)`], `text = 'x'`],
	roadmap_item_weight_range: [['weight = 0', 'weight = 6'], 'weight = 5'],
	roadmap_item_done_has_day: [
		[`state = 'done'`, `done_on = '2026-01-02'`],
		`state = 'done', done_on = '2026-01-02'`,
	],
	roadmap_item_link_form: [
		[`link = 'javascript:x'`, `link = 'https://' || repeat('a', 1993)`],
		`link = 'https://example.com'`,
	],
	roadmap_item_outcome_of_outcome: [
		[`kind = 'own', outcome = '{"by": "note"}'`],
		`outcome = '{"by": "note"}'`,
	],
	roadmap_item_approved_has_note: [
		['approved_at = now()', `approval_note = 'x'`],
		`approved_at = now(), approval_note = 'x'`,
	],
	roadmap_item_evidence_note_length: [[`note = ''`, `note = repeat('x', 1001)`], `note = 'x'`],
	roadmap_item_evidence_url_form: [
		[`url = 'javascript:x'`, `url = 'https://' || repeat('a', 1993)`],
		`url = 'https://example.com'`,
	],
	roadmap_comment_text_length: [[`text = ''`, `text = repeat('x', 2001)`], `text = 'x'`],
	roadmap_checkpoint_held_keeps: [
		[
			`state = 'held'`,
			`held_on = '2026-01-02'`,
			`state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}'`,
			`state = 'held', held_on = '2026-01-02', agenda = '{}', standing = '{}'`,
			`state = 'held', held_at = now(), agenda = '{}', standing = '{}'`,
		],
		`state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}', standing = '{}'`,
	],
	roadmap_checkpoint_minutes_of_held: [
		['minutes_sent_at = now()'],
		`state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}', standing = '{}', minutes_sent_at = now()`,
	],
	roadmap_checkpoint_decisions_length: [[`decisions = repeat('x', 4001)`], `decisions = repeat('x', 4000)`],
	roadmap_checkpoint_cycle_with_snapshot: [
		['cycle_id = NULL', 'snapshot_id = NULL'],
		'cycle_id = NULL, snapshot_id = NULL',
	],
	roadmap_template_name_length: [[`name = ''`, `name = ${long}`], `name = 'x'`],
	export_access_report_length: [[`report = ''`, `report = repeat('x', 201)`], `report = 'x'`],
	export_access_by_one: [
		['actor_id = gen_random_uuid(), api_token_id = gen_random_uuid()'],
		'api_token_id = gen_random_uuid()',
	],
	export_access_counts: [['requests = 0', 'rows = -1'], 'requests = 2, rows = 0'],
	report_schedule_day_range: [
		['day = 0', 'day = 8', `rhythm = 'monthly', day = 32`],
		`rhythm = 'monthly', day = 31`,
	],
	report_schedule_hour_range: [['hour = -1', 'hour = 24'], 'hour = 23'],
	report_schedule_stopped_waits: [['stopped_at = now()'], 'stopped_at = now(), next_at = NULL'],
	report_schedule_calendar_is_due: [['next_at = NULL'], `rhythm = 'publication', next_at = NULL`],
	saved_report_name_length: [[`name = ''`, `name = repeat('x', 121)`], `name = 'x'`],
	saved_report_kind_length: [[`kind = ''`, `kind = repeat('x', 41)`], `kind = 'x'`],
	member_login_length: [[`login = ''`, `system = ''`, `login = ${long}`], `login = 'x'`],
	pseudonym_of_one: [['member_id = NULL', 'user_id = gen_random_uuid()'], 'member_id = gen_random_uuid()'],
}

const listed = await database.adminPool.query<{ name: string; table: string }>(
	`SELECT conname AS name, conrelid::regclass::text AS table FROM pg_constraint
	 WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1`,
)

describe('each check', () => {
	test('stands in the catalog, and each of the catalog is tried', () => {
		expect(listed.rows.map(({ name }) => name)).toEqual(Object.keys(checks).toSorted())
	})

	test.each(listed.rows)('$name', async ({ name, table }) => {
		const [bad, good] = checks[name] ?? [[], '']
		expect(bad.length, 'a new check has to be tried here').toBeGreaterThan(0)
		for (const set of bad) expect(await refusalOf(`UPDATE ${table} SET ${set}`), set).toBe(name)
		expect(await refusalOf(`UPDATE ${table} SET ${good}`)).toBeNull()
	})
})

const lockGroup = 'UPDATE calibration_group SET locked_at = now()'
const publish = `UPDATE cycle SET phase = 'published', published_at = now()`
const send = `UPDATE check_in SET tier = 3, submitted_at = now()`
const sendInput = 'UPDATE team_assessment_input SET claimed = 2, submitted_at = now()'
const correct = `UPDATE cycle SET reopened_at = now(), reopen_reason = 'Wrong answer'`
const reopen = `UPDATE participant SET reopened_at = now(), reopen_reason = 'Wrong answer'`
const hold = `UPDATE roadmap_checkpoint SET state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}', standing = '{}'`
const sendMinutes = 'UPDATE roadmap_checkpoint SET minutes_sent_at = now()'
const takeBack = 'UPDATE check_in SET submitted_at = NULL'
const loop = (table: string, column: string) => [
	`INSERT INTO ${table} (account_id, id, name) VALUES ('${account.accountId}', '${account.otherUserId}', 'Other')`,
	`UPDATE ${table} SET ${column} = '${account.otherUserId}' WHERE id <> '${account.otherUserId}'`,
	`UPDATE ${table} SET ${column} = (SELECT id FROM ${table} o WHERE o.id <> '${account.otherUserId}')
	 WHERE id = '${account.otherUserId}'`,
]
const changes = {
	cycle: 'UPDATE cycle SET name = $$New$$',
	participant: 'UPDATE participant SET tier = 4',
	cycle_team: 'UPDATE cycle_team SET name = $$New$$',
	outcome: 'UPDATE outcome SET tier = 4',
	outcome_answer: 'UPDATE outcome_answer SET half_steps = 4',
	check_in: 'UPDATE check_in SET note = $$New$$',
	check_in_answer: 'UPDATE check_in_answer SET half_steps = 4',
	calibration_change: 'UPDATE calibration_change SET to_tier = 5',
	framework_version: 'UPDATE framework_version SET title = $$New$$',
	team_assessment: 'UPDATE team_assessment SET claimed = 2',
	team_assessment_input: 'UPDATE team_assessment_input SET claimed = 2',
	team_assessment_input_check: `UPDATE team_assessment_input_check SET verdict = 'met'`,
	team_assessment_check: `UPDATE team_assessment_check SET verdict = 'not'`,
	team_assessment_evidence: 'UPDATE team_assessment_evidence SET removed_at = now()',
	roadmap_checkpoint: 'UPDATE roadmap_checkpoint SET decisions = $$New$$',
}

/** What a trigger refuses whoever writes: the statements before, the last of which is refused, and the word for it. */
const refused: [what: string, before: string[], last: string, word: string][] = [
	...(['cycle', 'participant', 'cycle_team', 'outcome', 'outcome_answer', 'check_in'] as const).map(
		(table): [string, string[], string, string] => [
			`${table} of a published cycle`,
			[publish],
			changes[table],
			'cycle_published',
		],
	),
	...(
		[
			'team_assessment',
			'team_assessment_input',
			'team_assessment_input_check',
			'team_assessment_check',
			'team_assessment_evidence',
		] as const
	).map((table): [string, string[], string, string] => [
		`${table} of a published cycle, corrected or not`,
		[publish, correct],
		changes[table],
		'cycle_published',
	]),
	[
		'what somebody of a team has sent',
		[sendInput],
		changes.team_assessment_input,
		'assessment_input_submitted',
	],
	[
		'what somebody of a team has sent of a check',
		[sendInput],
		changes.team_assessment_input_check,
		'assessment_input_submitted',
	],
	[
		'one more check of what somebody of a team has sent',
		[sendInput],
		`INSERT INTO team_assessment_input_check (account_id, assessment_id, member_id, check_key)
		 SELECT account_id, assessment_id, member_id, 'c.d' FROM team_assessment_input`,
		'assessment_input_submitted',
	],
	...(['cycle', 'cycle_team', 'outcome', 'check_in'] as const).map(
		(table): [string, string[], string, string] => [
			`${table} of a published cycle of which nobody is reopened`,
			[publish, correct],
			changes[table],
			'cycle_published',
		],
	),
	[
		'the outcome of somebody who is reopened in a published cycle that is not',
		[`UPDATE participant SET reopened_at = now(), reopen_reason = 'x'`, publish],
		changes.outcome,
		'cycle_published',
	],
	...(['outcome', 'outcome_answer', 'check_in', 'check_in_answer', 'calibration_change'] as const).map(
		(table): [string, string[], string, string] => [
			`${table} of a locked calibration group`,
			[lockGroup],
			changes[table],
			'calibration_group_locked',
		],
	),
	[
		'one more change of a locked calibration group',
		[lockGroup],
		`INSERT INTO calibration_change (account_id, participant_id, from_tier, to_tier, reason)
		 SELECT account_id, id, 3, 4, 'x' FROM participant`,
		'calibration_group_locked',
	],
	[
		'a team of a locked calibration group',
		[lockGroup],
		'UPDATE calibration_group_team SET team_id = team_id',
		'calibration_group_locked',
	],
	[
		'somebody who was reopened before their calibration group was locked',
		[reopen, `UPDATE calibration_group SET locked_at = now() + interval '1 second'`],
		changes.outcome,
		'calibration_group_locked',
	],
	['a check-in that was sent', [send], changes.check_in, 'check_in_submitted'],
	['taking back what was sent', [send], takeBack, 'check_in_submitted'],
	[
		'changing what was sent while it is given back',
		[send, reopen],
		`UPDATE check_in SET submitted_at = NULL, note = 'New'`,
		'check_in_submitted',
	],
	['an answer that was sent', [send], changes.check_in_answer, 'check_in_submitted'],
	[
		'one more answer to what was sent',
		[send],
		`INSERT INTO check_in_answer (account_id, check_in_id, question_key) SELECT account_id, id, 'more' FROM check_in`,
		'check_in_submitted',
	],
	[
		'a published framework',
		['UPDATE framework_version SET published_at = now()'],
		changes.framework_version,
		'framework_version_published',
	],
	['a checkpoint that was held', [hold], changes.roadmap_checkpoint, 'checkpoint_held'],
	[
		'opening a checkpoint again',
		[hold],
		`UPDATE roadmap_checkpoint SET state = 'draft', held_on = NULL, held_at = NULL, agenda = NULL, standing = NULL`,
		'checkpoint_held',
	],
	[
		'taking back the minutes of a checkpoint',
		[hold, sendMinutes],
		`UPDATE roadmap_checkpoint SET minutes_sent_at = NULL`,
		'checkpoint_held',
	],
	['what the values of a metric mean', [], `UPDATE metric SET unit = 'minutes'`, 'metric_measured'],
	['a loop of teams', loop('team', 'parent_id').slice(0, 2), loop('team', 'parent_id')[2] ?? '', 'team_loop'],
	[
		'a loop of managers',
		loop('member', 'manager_id').slice(0, 2),
		loop('member', 'manager_id')[2] ?? '',
		'reporting_loop',
	],
]

describe('what never changes, whoever writes', () => {
	test.each(refused)('%s', async (_what, before, last, word) => {
		expect(await refusalOf(...before)).toBeNull()
		expect(await refusalOf(...before, last)).toBe(word)
	})

	test('but what is reopened, with its reason', async () => {
		expect(await refusalOf(send, reopen, takeBack, changes.check_in)).toBeNull()
		expect(await refusalOf(publish, correct, reopen, changes.outcome, changes.participant)).toBeNull()
		const kept = `UPDATE check_in SET submitted_at = NULL, sent_before = '{}'`
		expect(await refusalOf(send, reopen, kept)).toBeNull()
		expect(await refusalOf(send, kept)).toBe('check_in_submitted')
		expect(await refusalOf(lockGroup, reopen, changes.outcome, changes.check_in)).toBeNull()
	})

	test('but the result on one rater alone, which publication adds to a locked calibration group', async () => {
		const empty = ['DELETE FROM outcome', lockGroup]
		const add = (rater: string) =>
			`INSERT INTO outcome (account_id, participant_id, tier, single_rater) SELECT account_id, id, 3, ${rater} FROM participant`
		const answer = `INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
			SELECT account_id, id, 'q', 3 FROM participant`
		expect(await refusalOf(...empty, add(`'manager'`), answer)).toBeNull()
		expect(await refusalOf(...empty, add('NULL'))).toBe('calibration_group_locked')
	})

	test('but that the minutes of a checkpoint went out', async () => {
		expect(await refusalOf(hold, sendMinutes)).toBeNull()
	})

	test('before, every one of it does', async () => {
		for (const change of Object.values(changes)) expect(await refusalOf(change), change).toBeNull()
	})
})

test('an entry of the audit log names the hash of the one before, and no entry can be changed without its hash showing it', async () => {
	const add = `INSERT INTO audit_event (account_id, sequence, at, action, subject, detail, previous_hash, hash)
		VALUES ('${account.accountId}', 99, '2000-01-01', 'team.added', 'team', '{"n": 1}', 'forged', 'forged')`
	await database.adminPool.query(add)
	await database.adminPool.query(add)
	const { rows } = await database.adminPool.query<{
		sequence: number
		hash: string
		previous_hash: string
		recomputed: string
		since: boolean
	}>(
		`SELECT e.sequence, e.hash, e.previous_hash, e.at > now() - interval '1 hour' AS since,
			encode(sha256(convert_to(concat_ws(E'\\n', e.account_id, e.sequence, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
				coalesce(e.actor_id::text, ''), e.action, e.subject, coalesce(e.subject_id::text, ''), e.detail::text, e.previous_hash), 'UTF8')), 'hex')
				AS recomputed
		 FROM audit_event e WHERE e.account_id = $1 ORDER BY e.sequence`,
		[account.accountId],
	)
	expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
	expect(rows.every(({ hash, recomputed, since }) => hash === recomputed && since)).toBe(true)
	expect(rows.map(({ previous_hash }) => previous_hash)).toEqual(['', rows[0]?.hash, rows[1]?.hash])
})

/** These outlive what they point at: an erased person breaks no chain, and what a member sent stays when their access goes. */
const mayDangle = [
	'api_token.created_by_user_id',
	'audit_event.actor_id',
	'audit_event.subject_id',
	'calibration_change.changed_by_id',
	'calibration_group.locked_by_id',
	'check_in.rater_membership_id',
	// As in observation, and kept when the subject is gone.
	'cycle_measurement.subject_id',
	'erased_person.member_id',
	'export_access.actor_id',
	'export_access.api_token_id',
	'idempotency_key.user_id',
	'import.created_by_token_id',
	'import.created_by_user_id',
	'import.undone_by_user_id',
	'job.created_by_user_id',
	'job.subject_id',
	'member.external_id',
	// Held by a check: it is the account's, the team's or the member's id, and those are held.
	'observation.subject_id',
	'outcome.agreed_by_id',
	'pseudonym.member_id',
	'pseudonym.user_id',
	'reminder_mail.by_user_id',
	'reopening.by_user_id',
	// A subject that is gone has no observation that an undo could bring back.
	'replaced_observation.subject_id',
	'roadmap.created_by_id',
	'roadmap_checkpoint.held_by_id',
	'roadmap_comment.by_id',
	'roadmap_item.approved_by_id',
	'roadmap_item_change.by_id',
	'roadmap_item_evidence.by_id',
	'roadmap_phase.closed_by_id',
	// Held by a check: it is the family's or the node's id, and those are held.
	'snapshot_metric.group_id',
	// The root of a snapshot's tree is the account, the others are teams as they were.
	'snapshot_node.node_id',
	'training_assignment.assigned_by_id',
	'training_assignment.batch_id',
	'webhook.created_by_user_id',
]

test('every other id of a row is held by a foreign key, so that nothing is orphaned', async () => {
	const { rows } = await database.adminPool.query<{ name: string }>(
		`SELECT c.relname || '.' || a.attname AS name
		 FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND right(a.attname::text, 3) = '_id' AND a.attname <> 'account_id'
			AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND a.attnum = ANY (f.conkey))
		 ORDER BY 1`,
	)
	expect(rows.map(({ name }) => name)).toEqual(mayDangle)
})
