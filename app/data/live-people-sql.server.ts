import { changedSinceVersion } from './results-of-version-sql.server.ts'
import { reportingLine } from './seen-participants-sql.server.ts'

/** Stands for the people that a manager sees side by side: the teams that the manager leads, and the reports elsewhere. */
export const ownTeamsId = 'own-teams'
/** Stands for everybody whose line of managers leads to the manager. No team has these ids. */
export const reportsId = 'reports'

/** Whom a node of a live heatmap is about. */
export type LiveGroup = {
	/** These teams, and every team below. */
	teamIds: readonly string[]
	/** Whether the reports of the member who asks are in it as well. */
	withReports: boolean
}

/** @param childIds of the nodes right below */
export function liveGroupOf(nodeId: string, childIds: readonly string[]): LiveGroup {
	if (nodeId === reportsId) return { teamIds: [], withReports: true }
	if (nodeId !== ownTeamsId) return { teamIds: [nodeId], withReports: false }
	return { teamIds: childIds.filter((id) => id !== reportsId), withReports: childIds.includes(reportsId) }
}

/**
 * The ids of the participants of a group, each once. The arguments are expressions.
 *
 * @param of.member null leaves the reports out
 */
export const groupParticipants = (of: { account: string; cycle: string; teams: string; member: string }) => `
	WITH RECURSIVE below (team_id) AS (
		SELECT unnest(${of.teams}::uuid[])
		UNION
		SELECT t.team_id FROM below b
		JOIN cycle_team t ON t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.parent_id = b.team_id
	)
	SELECT p.id FROM participant p
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.team_id IN (SELECT team_id FROM below)
	UNION
	(${reportingLine(of)})`

/**
 * The people of a running cycle as `cellCounts` takes them: outcomes count as they are agreed, members who have left count
 * as left from that day. The flow is that since the newest snapshot of an earlier cycle that everybody may look at.
 *
 * @param of.where chooses among the participants `p`
 */
export const livePeople = (of: {
	account: string
	cycle: string
	today: string
	home: string
	where: string
}) => `
	SELECT p.id, ${of.home}, p.family_id, now.state,
		CASE WHEN now.state = 'active' THEN p.tier END,
		now.state = 'active' AND o.participant_id IS NOT NULL,
		CASE WHEN changed.participant_id IS NULL THEN b.tier ELSE changed.tier END
	FROM (SELECT c.cycle_id, c.phase, before.cycle_id AS before_id, before.version AS before_version FROM (
			SELECT c.id AS cycle_id, c.phase, c.starts_on FROM cycle c WHERE c.account_id = ${of.account} AND c.id = ${of.cycle}
		) c LEFT JOIN LATERAL (
			SELECT e.id AS cycle_id, s.version FROM cycle e JOIN snapshot s ON s.account_id = e.account_id AND s.cycle_id = e.id
			WHERE e.account_id = ${of.account} AND e.phase = 'published' AND e.starts_on < c.starts_on AND s.is_for_everybody
			ORDER BY e.starts_on DESC, s.version DESC LIMIT 1
		) before ON true
	) cycle
	JOIN participant p ON p.account_id = ${of.account} AND p.cycle_id = cycle.cycle_id AND ${of.where}
	JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
	CROSS JOIN LATERAL (SELECT CASE
		WHEN p.state = 'active' AND cycle.phase <> 'published' AND m.left_on <= ${of.today}::date THEN 'left'
		ELSE p.state::text END AS state) now
	LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id AND o.single_rater IS NOT NULL
	LEFT JOIN participant b ON b.account_id = p.account_id AND b.cycle_id = cycle.before_id
		AND b.member_id = p.member_id AND b.state = 'active'
	LEFT JOIN LATERAL (${changedSinceVersion({
		account: of.account,
		cycle: 'cycle.before_id',
		version: 'cycle.before_version',
	})}) changed ON changed.participant_id = b.id`
