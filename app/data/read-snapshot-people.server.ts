import type { FrozenPeople, Standings } from '#app/domain/suppression/standings.ts'
import { keyWords } from '#app/domain/suppression/standings.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { answersOfVersion, tiersOfVersion } from './results-of-version-sql.server.ts'

type Row = { families: FrozenPeople['families']; people: number; standings: Buffer }

/**
 * Everybody who was eligible in a snapshot, as packed at publication, with the tree in which they stood. These are
 * individual results: nothing may leave the server but what is decided from them.
 */
export async function readSnapshotPeople(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<FrozenPeople> {
	const packed = await sql.query<Row>(
		`SELECT p.families, p.people, p.standings FROM snapshot_standings p
		 WHERE p.account_id = $1 AND p.snapshot_id = $2`,
		[accountId, snapshotId],
	)
	const [row] = packed.rows
	return row ? frozen(sql, { accountId, snapshotId, row }) : pack(sql, { accountId, snapshotId })
}

/**
 * Packs the people of a snapshot at its publication. One that an earlier version has published is packed when it is read.
 *
 * @param options.answers a table of `agreedAnswers` of the cycle
 */
export async function packSnapshotPeople(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ snapshotId, answers }: { snapshotId: string; answers: string },
): Promise<FrozenPeople> {
	return pack(sql, { accountId, snapshotId, answers })
}

/** A query of the answers that whoever is assessed in a cycle has agreed on: participant_id, question_key, half_steps. */
export const agreedAnswers = ({ account, cycle }: { account: string; cycle: string }) => `
	SELECT a.participant_id, a.question_key, a.half_steps
	FROM participant p JOIN outcome_answer a ON a.account_id = p.account_id AND a.participant_id = p.id
	WHERE p.account_id = ${account} AND p.cycle_id = ${cycle} AND p.state = 'active' AND p.tier IS NOT NULL`

type Snapshot = { accountId: string; snapshotId: string }

async function frozen(
	sql: Transaction['sql'],
	{ accountId, snapshotId, row }: Snapshot & { row: Row },
): Promise<FrozenPeople> {
	const { rows } = await sql.query<{ id: string; parentId: string | null }>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId" FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2 ORDER BY n.node_id`,
		[accountId, snapshotId],
	)
	return { nodes: rows, families: row.families, standings: unpackStandings(row) }
}

async function pack(
	sql: Transaction['sql'],
	{ accountId, snapshotId, answers }: Snapshot & { answers?: string },
): Promise<FrozenPeople> {
	const families = await sql.query<FrozenPeople['families'][number] & { cycleId: string; version: number }>(
		`SELECT s.cycle_id AS "cycleId", s.version, f.id, ARRAY(
			SELECT q.value ->> 'key'
			FROM jsonb_array_elements(v.rubric -> 'families') r
			CROSS JOIN jsonb_array_elements(r.value -> 'questions') WITH ORDINALITY q
			WHERE r.value ->> 'key' = f.key ORDER BY q.ordinality
		 ) AS questions
		 FROM snapshot s
		 JOIN framework_version v ON v.account_id = s.account_id AND v.id = s.framework_version_id
		 JOIN role_family f ON f.account_id = s.account_id
		 WHERE s.account_id = $1 AND s.id = $2 ORDER BY f.id`,
		[accountId, snapshotId],
	)
	const [first] = families.rows
	if (!first) throw new Error('There is no such snapshot in this account.')
	const withQuestions = families.rows.map(({ id, questions }) => ({ id, questions }))
	const shifts = withQuestions.flatMap(({ questions }) =>
		questions.map((key, index) => ({ key, shift: (index + 1) * bitsOfValue })),
	)
	// Read first and written then: only what is read alone is worked out by several processes of the server.
	const { rows } = await sql.query<Pick<Row, 'people' | 'standings'>>(selectStandings(answers), [
		...[accountId, snapshotId, first.cycleId, withQuestions.map(({ id }) => id)],
		...[shifts.map(({ key }) => key), shifts.map(({ shift }) => shift), first.version],
	])
	const [packed] = rows
	if (!packed) throw new Error('The people of a snapshot were not packed.')
	// Two who read an old snapshot at the same time pack the same.
	await sql.query(
		`INSERT INTO snapshot_standings (account_id, snapshot_id, families, people, standings) VALUES ($1, $2, $3, $4, $5)
		 ON CONFLICT (account_id, snapshot_id) DO NOTHING`,
		[accountId, snapshotId, JSON.stringify(withQuestions), packed.people, packed.standings],
	)
	return frozen(sql, { accountId, snapshotId, row: { families: withQuestions, ...packed } })
}

/** Keys of the members whom one member may see individually in the snapshot's cycle, in the form of `Standings.keys`. */
export function keysOfMembers(memberIds: readonly string[]): Uint32Array {
	const keys = new Uint32Array(memberIds.length * keyWords)
	memberIds.forEach((memberId, index) => {
		const hex = memberId.replaceAll('-', '')
		for (let word = 0; word < keyWords; word++) {
			keys[index * keyWords + word] = Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16)
		}
	})
	return keys
}

const versioned = { account: '$1', cycle: '$3', version: '$7::int' }

const bytesOfPerson = 24
const bitsOfValue = 4

/** What was packed as in SnapshotStandings in schema.prisma. */
export function unpackStandings({ families, people, standings: packed }: Row): Standings {
	const width = 1 + Math.max(0, ...families.map(({ questions }) => questions.length))
	const keys = new Uint32Array(people * keyWords)
	const cells = new Int32Array(people)
	const values = new Uint8Array(people * width)
	for (let person = 0; person < people; person++) {
		const start = person * bytesOfPerson
		for (let word = 0; word < keyWords; word++) {
			keys[person * keyWords + word] = packed.readUInt32BE(start + word * 4)
		}
		cells[person] = packed.readInt32BE(start + 16)
		const all = packed.readInt32BE(start + 20)
		for (let value = 0; value < width; value++) {
			values[person * width + value] = (all >> (value * bitsOfValue)) & 0xf
		}
	}
	return { people, keys, cells, values, width }
}

/**
 * Packs the people of a snapshot (see SnapshotStandings in schema.prisma), from the frozen participants of its cycle. $1 is
 * the account, $2 the snapshot, $3 its cycle, $4 the families; $5 the questions and $6 by how many bits their answers are
 * shifted; $7 the version.
 */
const selectStandings = (answers = `(${answersOfVersion(versioned)})`) => `
	SELECT count(*)::int AS people, coalesce(string_agg(
		uuid_send(p.member_id) || int4send((array_position($4::uuid[], p.family_id) - 1) * n.nodes + n.position)
			|| int4send(coalesce(t.tier, 0) + coalesce(a.answers, 0)),
		'' ORDER BY p.member_id), '') AS standings
	FROM participant p
	JOIN (${tiersOfVersion(versioned)}) t ON t.participant_id = p.id
	JOIN (
		SELECT n.node_id, row_number() OVER (ORDER BY n.node_id)::int - 1 AS position, count(*) OVER ()::int AS nodes
		FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2
	) n ON n.node_id = coalesce(p.team_id, p.account_id)
	LEFT JOIN (
		SELECT a.participant_id,
			sum(a.half_steps::int << ($6::int[])[array_position($5::text[], a.question_key)])::int AS answers
		FROM ${answers} a GROUP BY a.participant_id
	) a ON a.participant_id = p.id
	WHERE p.account_id = $1 AND p.cycle_id = $3 AND p.state = 'active'`
