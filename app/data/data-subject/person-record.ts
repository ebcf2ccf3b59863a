/** A tier, 0.5 to 3. */
type Tier = number
/** A calendar day, or a moment in UTC. */
type Day = string
type Moment = string

export type RecordedAnswer = {
	question: string
	tier: Tier | null
	evidenceUrl: string | null
	evidenceNote: string | null
}
export type RecordedCheckIn = {
	by: 'self' | 'manager'
	/** Null: a draft, which is for the person alone. */
	sentAt: Moment | null
	tier: Tier | null
	tierReason: string | null
	whatChanged: string | null
	note: string | null
	answers: RecordedAnswer[]
}
export type RecordedParticipation = {
	cycle: string
	startsOn: Day
	endsOn: Day
	phase: string
	family: string
	team: string | null
	manager: string | null
	standIn: string | null
	jobTitle: string | null
	attributes: Record<string, string>
	state: 'active' | 'exempt' | 'left'
	exemptReason: string | null
	outcome: {
		tier: Tier
		tierReason: string | null
		singleRater: 'self' | 'manager' | null
		agreedAt: Moment
		answers: { question: string; tier: Tier }[]
	} | null
	checkIns: RecordedCheckIn[]
	calibration: { at: Moment; fromTier: Tier; toTier: Tier; reason: string }[]
	reopenings: { at: Moment; reason: string }[]
}

/** Everything that an account holds about one person, as far as its reader goes. docs/data-subject.md tells of each key. */
export type PersonRecord = {
	form: 'contour-person-1'
	madeAt: Moment
	account: { name: string; slug: string }
	/** Whom it was made for: the person, or HR. */
	madeFor: 'self' | 'hr'
	/** What is not in it, and why. */
	leftOut: string[]
	member: {
		id: string
		name: string
		email: string | null
		employeeId: string | null
		jobTitle: string | null
		family: string | null
		jobFamily: string | null
		team: string | null
		manager: string | null
		startedOn: Day | null
		leftOn: Day | null
		attributes: Record<string, string>
		recordedSince: Moment
	}
	reports: number
	leads: string[]
	logins: { system: string; login: string }[]
	user: { name: string; email: string; since: Moment } | null
	membership: { roles: string[]; since: Moment } | null
	sessions: { since: Moment; lastUsedAt: Moment; endsAt: Moment; browser: string | null }[]
	invitations: {
		email: string
		roles: string[]
		sentAt: Moment
		acceptedAt: Moment | null
		revokedAt: Moment | null
	}[]
	participations: RecordedParticipation[]
	/** Whom they rate or rated: how many in a cycle, since the rest is about these. */
	rated: { cycle: string; people: number }[]
	privateNotes: { cycle: string; about: string; text: string }[]
	metrics: {
		metric: string
		unit: string
		startsOn: Day
		grain: string
		value: string
		weight: string | null
	}[]
	teamAssessments: {
		cycle: string
		team: string
		framework: string
		level: number | null
		rung: number | null
		note: string | null
		sentAt: Moment | null
		checks: { check: string; verdict: string | null; note: string | null }[]
	}[]
	teamEvidence: { kind: string; text: string; url: string | null; datedOn: Day }[]
	plans: {
		owns: string[]
		sponsors: string[]
		items: { plan: string; text: string; state: string }[]
		comments: { plan: string; at: Moment; text: string }[]
		evidence: { plan: string; at: Moment; note: string; url: string | null }[]
		approvals: { plan: string; at: Moment; note: string }[]
	}
	training: {
		has: {
			topic: string
			kind: string
			/** Key of the question, the entry question or the transition that it was given for. */
			step: string | null
			fromTier: Tier | null
			state: 'planned' | 'in_progress' | 'done' | 'dropped'
			assignedOn: Day
			assignedBy: string | null
			dueOn: Day | null
			doneOn: Day | null
			/** For who may see the training: the person, and HR. */
			note: string
		}[]
		/** What they gave to people, and to how many: the rest is about these. */
		gave: { topic: string; on: Day; people: number }[]
	}
	target: {
		/** The one that is set for the person alone. */
		own: { tier: Tier; dueOn: Day } | null
		/** The one that holds now, and for what it is set. */
		holds: {
			tier: Tier
			dueOn: Day
			setFor: 'company' | 'family' | 'team' | 'person'
			name: string | null
		} | null
		/** The person’s own as published cycles keep it. */
		inCycles: { cycle: string; tier: Tier; dueOn: Day }[]
	}
	savedReports: {
		kind: string
		name: string
		parameters: Record<string, unknown>
		isShared: boolean
		since: Moment
	}[]
	reportMails: {
		kind: string
		/** Null: it is not shared with the person any more. */
		report: string | null
		rhythm: string
		day: number
		hour: number
		nextAt: Moment | null
		lastSentAt: Moment | null
		stoppedAt: Moment | null
	}[]
	/** What they took along, as the log of exports has it. */
	exports: {
		at: Moment
		report: string
		filter: Record<string, unknown>
		format: string
		state: 'begun' | 'whole' | 'broken'
		rows: number | null
	}[]
	reminders: {
		onlyEssential: boolean
		snoozedUntil: Day | null
		mails: { on: Day; cycle: string; about: string[] }[]
	}
	log: { at: Moment; action: string; as: 'actor' | 'subject' }[]
}

const inEveryFile = [
	'Private notes that others keep: Contour shows them to nobody but who wrote them, whatever the right of who asks. They go with an erasure. Ask whoever manages you.',
	'The side of the other in a check-in that is still open: it is here once both have sent, or the review is over.',
	'Figures of teams and of the company: they are about many, and hold nobody’s name.',
	'Backups: whoever runs Contour keeps them for a time, and an erasure is repeated when one is restored.',
]
const onlyForHr = [
	'Drafts, the notes of check-ins, sign-ins and private notes of the person: these are for the person alone.',
	'What of the audit log HR did not do itself, and what the person took along as a file.',
	'Reports that the person keeps for themself, and which ones come to them by mail.',
]

export const leftOutFor = (reader: PersonRecord['madeFor']): string[] =>
	reader === 'hr' ? [...inEveryFile, ...onlyForHr] : inEveryFile
