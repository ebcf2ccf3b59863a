import type { FrozenPeople, Standings } from '#app/domain/suppression/standings.ts'
import { keyWords } from '#app/domain/suppression/standings.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

type Row = { families: FrozenPeople['families']; people: number; standings: Buffer }

/**
 * Everybody who was eligible in a snapshot, as packed at publication, with the tree in which they stood. These are
 * individual results: nothing may leave the server but what is decided from them.
 */
export async function readSnapshotPeople(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<FrozenPeople> {
	const values = [accountId, snapshotId]
	const nodes = await sql.query<{ id: string; parentId: string | null }>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId" FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2 ORDER BY n.node_id`,
		values,
	)
	const packed = await sql.query<Row>(
		`SELECT p.families, p.people, p.standings FROM snapshot_standings p
		 WHERE p.account_id = $1 AND p.snapshot_id = $2`,
		values,
	)
	const row = packed.rows[0] ?? (await packStandings(sql, accountId, snapshotId))
	return { nodes: nodes.rows, families: row.families, standings: unpack(row) }
}

/** At publication, and for a snapshot that an earlier version has published when it is first needed. */
async function packStandings(sql: Transaction['sql'], accountId: string, snapshotId: string): Promise<Row> {
	const snapshots = await sql.query<{ cycleId: string }>(
		`SELECT s.cycle_id AS "cycleId" FROM snapshot s WHERE s.account_id = $1 AND s.id = $2`,
		[accountId, snapshotId],
	)
	const cycleId = snapshots.rows[0]?.cycleId
	if (!cycleId) throw new Error('There is no such snapshot in this account.')
	const { rows } = await sql.query<Row>(insertStandings, [accountId, snapshotId, cycleId])
	if (!rows[0]) throw new Error('The people of a snapshot were not packed.')
	return rows[0]
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

const bytesOfPerson = 24
const bitsOfValue = 4

function unpack({ families, people, standings: packed }: Row): Standings {
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
 * the account, $2 the snapshot, $3 its cycle, which the planner has to know: there are as many people in each.
 */
const insertStandings = `
	INSERT INTO snapshot_standings (account_id, snapshot_id, families, people, standings)
	WITH node AS (
		SELECT n.node_id, row_number() OVER (ORDER BY n.node_id)::int - 1 AS position, count(*) OVER ()::int AS nodes
		FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2
	),
	family AS (
		SELECT f.id, row_number() OVER (ORDER BY f.id)::int - 1 AS position, ARRAY(
			SELECT q.value ->> 'key'
			FROM snapshot s
			JOIN framework_version v ON v.account_id = s.account_id AND v.id = s.framework_version_id
			CROSS JOIN jsonb_array_elements(v.rubric -> 'families') r
			CROSS JOIN jsonb_array_elements(r.value -> 'questions') WITH ORDINALITY q
			WHERE s.account_id = $1 AND s.id = $2 AND r.value ->> 'key' = f.key
			ORDER BY q.ordinality
		) AS questions
		FROM role_family f WHERE f.account_id = $1
	),
	person AS MATERIALIZED (
		SELECT p.id, p.member_id, p.tier, coalesce(p.team_id, p.account_id) AS node_id, f.position AS family, f.questions
		FROM participant p JOIN family f ON f.id = p.family_id
		WHERE p.account_id = $1 AND p.cycle_id = $3 AND p.state = 'active'
	),
	answer AS (
		SELECT a.participant_id, sum(a.half_steps::int << (4 * array_position(p.questions, a.question_key)))::int AS answers
		FROM person p JOIN outcome_answer a ON a.account_id = $1 AND a.participant_id = p.id
		WHERE p.tier IS NOT NULL
		GROUP BY a.participant_id
	)
	SELECT $1, $2,
		(SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'questions', f.questions) ORDER BY f.position), '[]')
			FROM family f),
		count(*)::int,
		coalesce(string_agg(
			uuid_send(p.member_id) || int4send(p.family * n.nodes + n.position)
				|| int4send(coalesce(p.tier, 0) + coalesce(a.answers, 0)),
			'' ORDER BY p.member_id), '')
	FROM person p
	JOIN node n ON n.node_id = p.node_id
	LEFT JOIN answer a ON a.participant_id = p.id
	RETURNING families, people, standings`
