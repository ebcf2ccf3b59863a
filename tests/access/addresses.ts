import type { Pool } from 'pg'
import { listRoutes } from './routes.ts'

/** Every route's address in the sample company, with ids of people and things that it holds. */
export async function listAddresses(admin: Pool, accountId: string): Promise<string[]> {
	const one = async (text: string): Promise<string> =>
		(await admin.query<{ id: string }>(text, [accountId])).rows[0]?.id ?? 'missing'
	const ids: Record<string, string> = {
		account: 'meridian',
		family: 'engineering',
		token: 'a-token-of-somebody-1234567890',
		participantId: await one(
			`SELECT p.id FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 WHERE p.account_id = $1 AND c.phase = 'open' AND m.email = 'member@meridian.example'`,
		),
		cycleId: await one(`SELECT id FROM cycle WHERE account_id = $1 AND phase = 'open'`),
		groupId: await one(
			`SELECT g.id FROM calibration_group g JOIN cycle c ON c.account_id = g.account_id AND c.id = g.cycle_id
			 WHERE g.account_id = $1 AND c.phase = 'open' ORDER BY g.name LIMIT 1`,
		),
		memberId: await one(`SELECT id FROM member WHERE account_id = $1 ORDER BY id LIMIT 1`),
		versionId: await one(`SELECT id FROM framework_version WHERE account_id = $1 ORDER BY version LIMIT 1`),
		roadmapId: await one(`SELECT id FROM roadmap WHERE account_id = $1 AND name LIKE 'Payments%' LIMIT 1`),
		itemId: await one(
			`SELECT i.id FROM roadmap_item i JOIN roadmap r ON r.account_id = i.account_id AND r.id = i.roadmap_id
			 WHERE i.account_id = $1 AND i.phase = 'mvp' AND r.name LIKE 'Payments%' ORDER BY i.position LIMIT 1`,
		),
		phase: 'mvp',
		checkpointId: await one(
			`SELECT c.id FROM roadmap_checkpoint c JOIN roadmap r ON r.account_id = c.account_id AND r.id = c.roadmap_id
			 WHERE c.account_id = $1 AND c.state = 'draft' AND r.name LIKE 'Payments%' LIMIT 1`,
		),
		topicId: await one(`SELECT id FROM training_topic WHERE account_id = $1 AND key = 'map-your-week'`),
		assignmentId: await one(
			`INSERT INTO training_assignment (account_id, topic_id, member_id, assigned_on, batch_id)
			 SELECT m.account_id, x.id, m.id, '2026-01-01', m.id FROM member m
			 JOIN training_topic x ON x.account_id = m.account_id AND x.key = 'map-your-week'
			 WHERE m.account_id = $1 AND m.email = 'member@meridian.example' RETURNING id`,
		),
		metricId: await one(`SELECT id FROM metric WHERE account_id = $1 AND key = 'prs-merged'`),
		importId: await one(`SELECT id FROM import WHERE account_id = $1 AND kind = 'metrics-long' LIMIT 1`),
		webhookId: await one(`SELECT id FROM webhook WHERE account_id = $1 LIMIT 1`),
		teamId: await one(`SELECT id FROM team WHERE account_id = $1 AND name = 'Payments'`),
		assessmentId: await one(
			`SELECT a.id FROM team_assessment a JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			 WHERE a.account_id = $1 AND c.phase = 'open' AND a.state = 'collecting'`,
		),
	}
	const routes = await listRoutes()
	return routes.map(
		({ path, isIndex }) =>
			`/${path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? crypto.randomUUID())}${isIndex ? '?index' : ''}`,
	)
}
