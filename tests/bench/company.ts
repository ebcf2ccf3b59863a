import type { Client } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

/** Companies of one size, written set-based behind the application's back, in the rows that the application writes. */
export type Shape = {
	/** Begins the slugs; the companies of a shape are the same every time. */
	key: string
	companies: number
	/** Who takes part in each cycle. */
	members: number
	/** Levels of the tree below the root: divisions, in them groups (or none), and the teams in those. */
	divisions: number
	groups: number
	teams: number
	/**
	 * `grown`: teams of one family in the main, people who join, leave, move and climb.
	 * `even`: every division holds every family with every tier, and nobody comes or goes; so a company of 200 fills as many
	 * cells as one of 100,000.
	 */
	people: 'grown' | 'even'
	/** Of even people: in how many of the cells of divisions and families they are. */
	filledCells?: number
	/** How many cycles there will be in all. */
	cycles: number
}

export type Company = {
	accountId: string
	/** By number of the cycle, from 1. */
	cycleIds: Map<number, { cycleId: string; endsOn: Date }>
	hr: AccountScope
	/** Linked to no member record: sees nobody. */
	executive: AccountScope
}

const families = skillProgressionMap.rubric.families

/** Temporary tables of the connection, by the shape's key. */
const table = (shape: Shape, name: string) => `pg_temp.${shape.key}_${name}`
/** The same id for the same thing in every run. */
const id = (...parts: string[]) => `md5(concat_ws(' ', ${parts.join(', ')}))::uuid`
const quarter = (shape: Shape, cycle: string) =>
	`(date_trunc('quarter', now()) - (${shape.cycles} - ${cycle}) * interval '3 months')::date`

/** Writes accounts, teams and people; no cycle yet. Needs a superuser. */
export async function foundCompanies(admin: Client, shape: Shape): Promise<Company[]> {
	await admin.query(`SET session_replication_role = replica`)
	await admin.query(`SELECT setseed(0.42)`)
	await admin.query(`
		CREATE TEMP TABLE ${shape.key}_account AS
		SELECT number, '${shape.key}-' || number AS slug, ${id(`'${shape.key}'`, 'number')} AS id
		FROM generate_series(1, ${shape.companies}) AS number`)
	await admin.query(`
		INSERT INTO account (id, slug, name, time_zone, locale)
		SELECT id, slug, initcap(slug), 'Europe/Berlin', 'en-GB' FROM ${table(shape, 'account')}`)
	await admin.query(
		`INSERT INTO role_family (account_id, id, key, name, position, built_in)
		 SELECT a.id, ${id('a.id', 'f.key')}, f.key, f.name, f.position - 1, true
		 FROM ${table(shape, 'account')} a, unnest($1::text[], $2::text[]) WITH ORDINALITY AS f (key, name, position)`,
		[families.map(({ key }) => key), families.map(({ name }) => name)],
	)
	await admin.query(
		`INSERT INTO framework_version (account_id, id, key, version, title, rubric, published_at)
		 SELECT id, ${id('id', "'framework'")}, $1, $2, $3, $4, now() FROM ${table(shape, 'account')}`,
		[
			skillProgressionMap.rubric.key,
			skillProgressionMap.rubric.version,
			skillProgressionMap.rubric.title,
			JSON.stringify(skillProgressionMap.rubric),
		],
	)
	await foundTeams(admin, shape)
	await foundPeople(admin, shape)
	const companies: Company[] = []
	const { rows } = await admin.query<{ id: string }>(
		`SELECT id FROM ${table(shape, 'account')} ORDER BY number`,
	)
	for (const { id: accountId } of rows) {
		const hr = await addReader(admin, accountId, 'hr')
		const executive = await addReader(admin, accountId, 'executive')
		companies.push({ accountId, cycleIds: new Map(), hr, executive })
	}
	await admin.query(`SET session_replication_role = origin`)
	return companies
}

/** The first teams are the divisions, then come the groups, then the teams within those. */
async function foundTeams(admin: Client, { divisions, groups, teams, ...shape }: Shape): Promise<void> {
	const of: Shape = { divisions, groups, teams, ...shape }
	const upper = divisions + groups
	const parents = groups > 0 ? groups : divisions
	await admin.query(`
		CREATE TEMP TABLE ${shape.key}_team AS
		SELECT a.id AS account_id, n, ${id('a.id', "'team'", 'n')} AS id,
			CASE WHEN n > ${upper} THEN ${upper - parents} + (n - ${upper} - 1) % ${parents} + 1
				WHEN n > ${divisions} THEN (n - ${divisions} - 1) % ${divisions} + 1 END AS parent_n,
			CASE WHEN n > ${upper} THEN 'Team' WHEN n > ${divisions} THEN 'Group' ELSE 'Division' END || ' ' || n AS name,
			-- Large families have more teams.
			(ARRAY[1, 1, 1, 1, 2, 3, 3, 4, 4, 5])[1 + floor(random() * 10)::int] AS family_n
		FROM ${table(of, 'account')} a, generate_series(1, ${teams}) n`)
	await admin.query(`CREATE UNIQUE INDEX ON ${table(of, 'team')} (account_id, n)`)
	await admin.query(`ANALYZE ${table(of, 'team')}`)
	// The member of a team's number leads it.
	await admin.query(`
		INSERT INTO team (account_id, id, parent_id, lead_id, name)
		SELECT t.account_id, t.id, p.id, ${id('t.account_id', "'member'", 't.n')}, t.name
		FROM ${table(of, 'team')} t LEFT JOIN ${table(of, 'team')} p ON p.account_id = t.account_id AND p.n = t.parent_n`)
}

async function foundPeople(admin: Client, shape: Shape): Promise<void> {
	const { key, members, divisions, teams } = shape
	const upper = divisions + shape.groups
	const churn = shape.people === 'grown' ? Math.round(members * 0.015) : 0
	const total = members + churn * (shape.cycles - 1)
	const cells = shape.filledCells ?? divisions * families.length
	const even = {
		team_n: `(n - 1) % ${cells} % ${divisions} + 1 + CASE WHEN ((n - 1) / ${cells}) % 2 = 1 AND ${teams - upper} >= ${divisions} THEN ${upper} ELSE 0 END`,
		family_n: `(n - 1) % ${cells} / ${divisions} + 1`,
		skill: `1 + ((n - 1) / ${cells}) % 6`,
		pace: '0',
		has_user: 'true',
	}
	const grown = {
		team_n: `CASE WHEN n <= ${teams} THEN n ELSE ${upper} + 1 + floor(random() * ${teams - upper})::int END`,
		family_n: `CASE WHEN random() < 0.15 THEN 1 + floor(random() * ${families.length})::int END`,
		skill: '0.8 + random() * 3.2',
		pace: 'random() * 0.25',
		has_user: 'random() < 0.97',
	}
	const person = shape.people === 'even' ? even : grown
	// Whoever leads a team stays. In each cycle as many leave as have joined.
	await admin.query(`
		CREATE TEMP TABLE ${key}_person AS
		SELECT a.id AS account_id, a.slug, n, ${id('a.id', "'member'", 'n')} AS id,
			${person.team_n} AS team_n, ${person.family_n} AS family_n,
			(${person.skill})::float AS skill, (${person.pace})::float AS pace, ${person.has_user} AS has_user,
			CASE WHEN n > ${members} THEN (n - ${members} - 1) / ${churn || 1} + 2 ELSE 1 END AS first_cycle,
			CASE WHEN n > ${teams} AND n <= ${teams + churn * shape.cycles} AND ${churn} > 0
				THEN (n - ${teams} - 1) / ${churn || 1} + 1 END AS last_cycle
		FROM ${table(shape, 'account')} a, generate_series(1, ${total}) n`)
	await admin.query(`
		UPDATE ${table(shape, 'person')} p SET family_n = t.family_n FROM ${table(shape, 'team')} t
		WHERE t.account_id = p.account_id AND t.n = p.team_n AND p.family_n IS NULL`)
	await admin.query(`CREATE UNIQUE INDEX ON ${table(shape, 'person')} (account_id, n)`)
	await admin.query(`ANALYZE ${table(shape, 'person')}`)
	await admin.query(
		`INSERT INTO member (account_id, id, name, email, external_id, job_title, family_id, team_id, manager_id, started_on, left_on, has_user)
		 SELECT p.account_id, p.id, 'Person ' || p.n, 'p' || p.n || '@' || p.slug || '.example', 'E' || p.n, 'Specialist',
			${id('p.account_id', '($1::text[])[p.family_n]')}, t.id, ${managerOf('t', 'p')},
			CASE WHEN p.first_cycle > 1 THEN ${quarter(shape, 'p.first_cycle')} END,
			CASE WHEN p.last_cycle = ${shape.cycles} THEN current_date - 1
				WHEN p.last_cycle IS NOT NULL THEN ${quarter(shape, 'p.last_cycle')} + 40 END, p.has_user
		 FROM ${table(shape, 'person')} p
		 JOIN ${table(shape, 'team')} t ON t.account_id = p.account_id AND t.n = p.team_n`,
		[families.map(({ key }) => key)],
	)
	await admin.query(`
		INSERT INTO "user" (id, email, name, password_hash)
		SELECT ${id('p.id', "'user'")}, 'p' || p.n || '@' || p.slug || '.example', 'Person ' || p.n, 'x'
		FROM ${table(shape, 'person')} p WHERE p.has_user`)
	await admin.query(`
		INSERT INTO membership (account_id, user_id, member_id, roles)
		SELECT p.account_id, ${id('p.id', "'user'")}, p.id, '{member}' FROM ${table(shape, 'person')} p WHERE p.has_user`)
}

/** Somebody's manager: the lead of the team, of a lead that of the team above; null at the top. */
const managerOf = (team: string, person: string) =>
	`CASE WHEN ${team}.n <> ${person}.n THEN ${memberId(person, `${team}.n`)}
		WHEN ${team}.parent_n IS NOT NULL THEN ${memberId(person, `${team}.parent_n`)} END`
const memberId = (person: string, n: string) => id(`${person}.account_id`, "'member'", n)

async function addReader(admin: Client, accountId: string, role: Role): Promise<AccountScope> {
	const user = await admin.query<{ id: string }>(
		`INSERT INTO "user" (email, name, password_hash) VALUES ($1, $2, 'x') RETURNING id`,
		[`${role}@${accountId}.example`, role],
	)
	const userId = user.rows[0]?.id ?? null
	const membership = await admin.query<{ id: string }>(
		`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, ARRAY[$3]::role[]) RETURNING id`,
		[accountId, userId, role],
	)
	const membershipId = membership.rows[0]?.id ?? null
	return mintAccountScope({ accountId, userId, membershipId, memberId: null, roles: [role] })
}

/**
 * Opens the companies' cycle of that number, lets everybody answer and agree, and leaves it for publication. Between two
 * cycles people of grown companies move. Check-ins are written where the publication needs them: of those who have no user,
 * and with `withCheckIns` of all.
 */
export async function writeCycle(
	admin: Client,
	shape: Shape,
	companies: readonly Company[],
	{ cycle, withCheckIns = false }: { cycle: number; withCheckIns?: boolean },
): Promise<void> {
	await admin.query(`SET session_replication_role = replica`)
	await admin.query(`SELECT setseed(${cycle / 100})`)
	const startsOn = quarter(shape, String(cycle))
	const cycleId = id('account_id', "'cycle'", String(cycle))
	const { rows } = await admin.query<{ accountId: string; cycleId: string; endsOn: Date }>(`
		INSERT INTO cycle (account_id, id, name, starts_on, ends_on, phase, framework_version_id, opened_at)
		SELECT account_id, ${cycleId}, to_char(${startsOn}, '"Q"Q YYYY'), ${startsOn}, ${startsOn} + interval '3 months - 1 day',
			'calibration', ${id('account_id', "'framework'")}, ${startsOn}
		FROM (SELECT id AS account_id FROM ${table(shape, 'account')}) a
		RETURNING account_id AS "accountId", id AS "cycleId", ends_on AS "endsOn"`)
	const opened = new Map(rows.map(({ accountId, ...row }) => [accountId, row]))
	for (const company of companies) {
		const row = opened.get(company.accountId)
		if (row) company.cycleIds.set(cycle, row)
	}
	if (shape.people === 'grown' && cycle > 1) {
		const upper = shape.divisions + shape.groups
		await admin.query(`
			UPDATE ${table(shape, 'person')} SET team_n = ${upper + 1} + floor(random() * ${shape.teams - upper})::int
			WHERE n > ${shape.teams} AND random() < 0.02`)
	}
	await admin.query(`
		INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name)
		SELECT t.account_id, ${id('t.account_id', "'cycle'", String(cycle))}, t.id, p.id, ${id('t.account_id', "'member'", 't.n')}, t.name
		FROM ${table(shape, 'team')} t LEFT JOIN ${table(shape, 'team')} p ON p.account_id = t.account_id AND p.n = t.parent_n`)
	await admin.query(`DROP TABLE IF EXISTS ${table(shape, 'present')}`)
	// Of the even ones everybody changes by one tier each time, in a circle, so that all tiers stay filled.
	const tier =
		shape.people === 'even'
			? `1 + (skill::int + ${cycle}) % 6`
			: `least(6, greatest(1, round(skill + pace * ${cycle})))::int`
	const luck = shape.people === 'even' ? '0.5' : 'random()'
	await admin.query(`
		CREATE TEMP TABLE ${shape.key}_present AS
		SELECT p.*, gen_random_uuid() AS participant_id, ${tier} AS tier, l.luck, l.luck BETWEEN 0.02 AND 0.93 AS is_assessed
		FROM ${table(shape, 'person')} p CROSS JOIN LATERAL (SELECT ${luck} AS luck, p.n) l
		WHERE p.first_cycle <= ${cycle} AND coalesce(p.last_cycle, ${cycle}) >= ${cycle}`)
	await admin.query(`ANALYZE ${table(shape, 'present')}`)
	await admin.query(
		`INSERT INTO participant (account_id, id, cycle_id, member_id, team_id, manager_id, family_id, job_title, state, exempt_reason, tier)
		 SELECT p.account_id, p.participant_id, ${id('p.account_id', "'cycle'", String(cycle))}, p.id, t.id,
			${managerOf('t', 'p')}, ${id('p.account_id', '($1::text[])[p.family_n]')}, 'Specialist',
			(CASE WHEN p.luck < 0.02 THEN 'exempt' ELSE 'active' END)::participant_state,
			CASE WHEN p.luck < 0.02 THEN 'On leave' END, CASE WHEN p.is_assessed AND p.has_user THEN p.tier END
		 FROM ${table(shape, 'present')} p JOIN ${table(shape, 'team')} t ON t.account_id = p.account_id AND t.n = p.team_n`,
		[families.map(({ key }) => key)],
	)
	await writeOutcomes(admin, shape)
	await writeCheckIns(admin, shape, withCheckIns)
	await keepFacts(admin, shape)
	await admin.query(`SET session_replication_role = origin`)
}

/** Two of the three answers are the tier, so that it is their lower median. Nobody at the lowest tier was asked more. */
const answers = (owner: string, ownerId: string, values: string) => `
	SELECT ${owner}.account_id, ${ownerId}, q.key, ${values}
	FROM ${owner} JOIN unnest($1::int[], $2::text[], $3::int[]) AS q (family_n, key, position) ON q.family_n = ${owner}.family_n`
const answered = `CASE WHEN p.tier > 1 AND q.position = 2 THEN least(6, greatest(2, p.tier + p.n % 3 - 1)) ELSE p.tier END`
const questions = families.flatMap(({ questions: its }, index) =>
	its.map(({ key }, position) => ({ family: index + 1, key, position })),
)
const questionColumns = [
	questions.map(({ family }) => family),
	questions.map(({ key }) => key),
	questions.map(({ position }) => position),
]

async function writeOutcomes(admin: Client, shape: Shape): Promise<void> {
	await admin.query(`
		INSERT INTO outcome (account_id, participant_id, tier, suggested_tier)
		SELECT account_id, participant_id, tier, tier FROM ${table(shape, 'present')} WHERE is_assessed AND has_user`)
	await admin.query(
		`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
		 WITH p AS (SELECT * FROM ${table(shape, 'present')} WHERE is_assessed AND has_user)
		 ${answers('p', 'p.participant_id', answered)}`,
		questionColumns,
	)
}

/** Of who has no user the manager's check-in alone is in; with `all` also both of every agreed pair. */
async function writeCheckIns(admin: Client, shape: Shape, all: boolean): Promise<void> {
	await admin.query(`DROP TABLE IF EXISTS ${table(shape, 'check_in')}`)
	await admin.query(`
		CREATE TEMP TABLE ${shape.key}_check_in AS
		SELECT p.*, gen_random_uuid() AS check_in_id, r.rater::rater AS rater
		FROM ${table(shape, 'present')} p CROSS JOIN (VALUES ('self'), ('manager')) r (rater)
		WHERE p.is_assessed AND ((p.has_user AND ${all}) OR (NOT p.has_user AND r.rater = 'manager'))`)
	await admin.query(`
		INSERT INTO check_in (account_id, id, participant_id, rater, uses_ai, suggested_tier, tier, submitted_at)
		SELECT account_id, check_in_id, participant_id, rater, tier > 1, tier, tier, now() FROM ${table(shape, 'check_in')}`)
	await admin.query(
		`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps)
		 WITH p AS (SELECT * FROM ${table(shape, 'check_in')})
		 ${answers('p', 'p.check_in_id', answered)}`,
		questionColumns,
	)
}

/** What triggers, which are off, would have kept on the participants. */
async function keepFacts(admin: Client, shape: Shape): Promise<void> {
	await admin.query(`
		UPDATE participant p SET self_sent_at = s.self_at, manager_sent_at = s.manager_at, agreed_at = o.agreed_at
		FROM ${table(shape, 'present')} t
		LEFT JOIN outcome o ON o.account_id = t.account_id AND o.participant_id = t.participant_id
		LEFT JOIN (SELECT c.account_id, c.participant_id, max(c.submitted_at) FILTER (WHERE c.rater = 'self') AS self_at,
				max(c.submitted_at) FILTER (WHERE c.rater = 'manager') AS manager_at
			FROM check_in c WHERE c.participant_id IN (SELECT participant_id FROM ${table(shape, 'present')}) GROUP BY 1, 2) s ON s.account_id = t.account_id AND s.participant_id = t.participant_id
		WHERE p.account_id = t.account_id AND p.id = t.participant_id`)
}
