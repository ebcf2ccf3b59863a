/** A member or team: an id that Contour has, or `new:…` for one that the plan adds. */
export type Ref = string

export const isNew = (ref: Ref): boolean => ref.startsWith('new:')

/** What Contour knows of a member; a plan gives the values of the fields that it sets. Dates are `YYYY-MM-DD`. */
export type MemberValues = {
	name: string
	email: string | null
	externalId: string | null
	jobTitle: string | null
	/** Key of the role family; null is 'not assessed'. */
	familyKey: string | null
	/** What the HR system calls the kind of work; null where no roster has said. */
	jobFamily: string | null
	teamRef: Ref | null
	managerRef: Ref | null
	startedOn: string | null
	leftOn: string | null
	attributes: Readonly<Record<string, string>>
}

export type CurrentMember = MemberValues & { id: string }

export type CurrentTeam = {
	id: string
	name: string
	parentId: string | null
	leadId: string | null
	archived: boolean
}

/** The account as it is. */
export type CurrentRoster = {
	/** Today in the account's time zone, `YYYY-MM-DD`. */
	today: string
	members: readonly CurrentMember[]
	teams: readonly CurrentTeam[]
	families: readonly { key: string; name: string }[]
	/** Decided by earlier imports or by hand. */
	jobFamilies: readonly { name: string; familyKey: string | null }[]
}

/** A kind of work by its name's `nameKey`, and the role family that its people get. */
export type DecidedJobFamily = { key: string; name: string; familyKey: string | null }

/** One field of a member, in words that people read. */
export type FieldChange = { field: string; from: string; to: string }

export type AddedMember = { ref: Ref; row: number; values: MemberValues }

export type ChangedMember = {
	id: string
	/** Null: the file does not name the member. */
	row: number | null
	name: string
	set: Partial<MemberValues>
	/**
	 * What the change is, each at most once: `moved` to another team or manager, `left`, `returned` after having left,
	 * `changed` otherwise.
	 */
	kinds: readonly ('changed' | 'moved' | 'left' | 'returned')[]
}

export type NewTeam = { ref: Ref; name: string; parentRef: Ref | null; path: string }

export type LeadChange = { teamRef: Ref; team: string; memberRef: Ref; member: string }

/** Why a row is refused. */
export type RowError = { row: number; column: string | null; message: string }

export type RosterPlan = {
	rows: number
	newTeams: NewTeam[]
	added: AddedMember[]
	changed: ChangedMember[]
	leads: LeadChange[]
	/** What an added or changed member gets, in words: made when it is asked for, since all of a large plan would not fit. */
	fieldsOf: (member: AddedMember | ChangedMember) => FieldChange[]
	/** What applying the plan keeps for the next file. */
	jobFamilies: DecidedJobFamily[]
	unchanged: number
	/** Rows of people who had left before Contour knew them. */
	leftOut: number
	/** Rows of people who were erased, which are passed over. */
	erased: number
	/** Members whom the file does not name and who have not left. */
	missing: number
	errors: RowError[]
}

export type RosterCounts = {
	rows: number
	added: number
	changed: number
	moved: number
	left: number
	returned: number
	unchanged: number
	leftOut: number
	erased: number
	missing: number
	newTeams: number
	leads: number
	/** Members who get another manager, new ones not counted. */
	managersMoved: number
	refusedRows: number
}

/** A member who both moves and changes title counts in both. */
export function countPlan(plan: RosterPlan): RosterCounts {
	const of = (kind: ChangedMember['kinds'][number]) =>
		plan.changed.filter(({ kinds }) => kinds.includes(kind)).length
	return {
		rows: plan.rows,
		added: plan.added.length,
		changed: of('changed'),
		moved: of('moved'),
		left: of('left'),
		returned: of('returned'),
		unchanged: plan.unchanged,
		leftOut: plan.leftOut,
		erased: plan.erased,
		missing: plan.missing,
		newTeams: plan.newTeams.length,
		leads: plan.leads.length,
		managersMoved: plan.changed.filter(({ set }) => set.managerRef !== undefined).length,
		refusedRows: new Set(plan.errors.map(({ row }) => row)).size,
	}
}

/** Whether applying the plan would do nothing. */
export function changesNothing(plan: RosterPlan): boolean {
	return plan.newTeams.length + plan.added.length + plan.changed.length + plan.leads.length === 0
}
