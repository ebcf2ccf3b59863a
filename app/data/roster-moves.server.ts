import type { PlacedMember } from '#app/domain/roster/moved-between-leads.ts'
import type { Overseer } from './list-overseers.server.ts'

/** Who sees whom changes with an import: people with another manager or under other leads, and teams with another lead. */
export type RosterMoves = {
	managers: { name: string; from: string; to: string }[]
	leads: { team: string; lead: string }[]
	/** People in another team, under other leads. */
	placed?: PlacedMember[]
	/** Teams that hang elsewhere in the tree; an import moves none. */
	teams?: { team: string; from: string; to: string }[]
	overseers: Overseer[]
}
