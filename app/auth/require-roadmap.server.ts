import type { RouterContextProvider } from 'react-router'
import { readRoadmapRights } from '#app/data/roadmaps/read-roadmap-rights.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { AccountSession } from './account-context.server.ts'
import { requireAccess } from './require-access.server.ts'

export type RoadmapSession = AccountSession & {
	roadmapId: string
	mayEdit: boolean
	isSponsor: boolean
	/** Approves notes of outcomes: a sponsor, and who edits the plan where none is named. */
	mayApprove: boolean
}

/**
 * For the pages of one plan.
 *
 * @throws the answer 404 for a plan that is not there or not for the person; with `to: 'edit'` also for who only reads it
 */
export async function requireRoadmap(
	context: Readonly<RouterContextProvider>,
	roadmapId: string,
	{ to = 'read' }: { to?: 'read' | 'edit' } = {},
): Promise<RoadmapSession> {
	const session = requireAccess(context, 'roadmaps.read')
	const rights = await readRoadmapRights(session.scope, session.person, { roadmapId })
	if (!rights || (to === 'edit' && !rights.edit)) throw notFound()
	const { edit, sponsor, hasSponsors } = rights
	return {
		...session,
		...{ roadmapId, mayEdit: edit, isSponsor: sponsor },
		mayApprove: sponsor || (edit && !hasSponsors),
	}
}
