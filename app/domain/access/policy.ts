/** The roles of a membership. */
export const roles = ['owner', 'admin', 'hr', 'executive', 'member'] as const
export type Role = (typeof roles)[number]

/**
 * What a person is in an account. `manager` is no role: it is being somebody's manager or a team's lead, as frozen in a
 * cycle for that cycle, as of now for the present. `member` also holds for everybody who is linked to a member record.
 */
export type Standing = Role | 'manager'

/**
 * How far a right reaches:
 * - `all`: everything of the account
 * - `subtree`: the people of the teams that the person leads, and below
 * - `reports`: the people whose manager the person is
 * - `own`: the person's own record (heatmap: own team and the account, suppressed)
 * - `own-actions`: what the person did
 * - `all-but-personal`: everything but what is one person's
 * - `suppressed`: everything, through the privacy rule, on the fixed lattice of published snapshots
 */
export type Reach = 'all' | 'subtree' | 'reports' | 'own' | 'own-actions' | 'all-but-personal' | 'suppressed'

/**
 * Who may do what: the one table that guards, navigation and tests read (DESIGN, section 3). A standing that is not named
 * has no right. Rights add up over the standings of a person.
 */
export const policy = {
	'account.settings': { owner: 'all', admin: 'all' },
	'account.roles': { owner: 'all', admin: 'all' },
	/** Keys with which programs ask the API: whoever gives one gives its role. */
	'account.tokens': { owner: 'all', admin: 'all' },
	/** Addresses outside that are told of what happens: ids, never a result. */
	'account.webhooks': { owner: 'all', admin: 'all' },
	'sample.remove': { owner: 'all', admin: 'all' },
	'frameworks.read': {
		owner: 'all',
		admin: 'all',
		hr: 'all',
		executive: 'all',
		manager: 'all',
		member: 'all',
	},
	'frameworks.edit': { owner: 'all', admin: 'all' },
	'people.manage': { owner: 'all', admin: 'all', hr: 'all' },
	/** Taking somebody out for good, on their wish: announced like a role, without who it was. */
	'people.erase': { owner: 'all', admin: 'all', hr: 'all' },
	/** Everything about one person as a file. HR’s goes as far as HR does. */
	'person-record.read': { hr: 'all', member: 'own' },
	'cycles.run': { hr: 'all' },
	/** How far a cycle is: who has sent and what is agreed, never an answer. */
	'cycles.follow': { hr: 'all', manager: 'subtree' },
	'cycles.calibrate': { hr: 'all', manager: 'subtree' },
	'targets.set': { hr: 'all' },
	'check-ins.answer': { manager: 'reports', member: 'own' },
	/** Naming who stands in for a manager in a running cycle. */
	'check-ins.delegate': { hr: 'all', manager: 'reports' },
	'outcomes.read': { hr: 'all', manager: 'subtree', member: 'own' },
	/** Recording what a pair agreed where its manager no longer can: part of calibrating. */
	'outcomes.settle': { hr: 'all' },
	'heatmap.read': {
		owner: 'suppressed',
		admin: 'suppressed',
		hr: 'all',
		executive: 'suppressed',
		manager: 'subtree',
		member: 'own',
	},
	'training-needs.read': { hr: 'all', executive: 'suppressed', manager: 'reports', member: 'own' },
	'training-needs.export': { hr: 'all' },
	/** What may be given to whom: managers and members see what is for their families. */
	'training-topics.read': { hr: 'all', manager: 'reports', member: 'own' },
	'training-topics.edit': { hr: 'all' },
	/** What training is given to whom. It is as of now, so that no group of it is shown to who sees nobody (rule 9). */
	'training-assignments.read': { hr: 'all', manager: 'reports', member: 'own' },
	'training-assignments.export': { hr: 'all' },
	'training-assignments.give': { hr: 'all', manager: 'reports' },
	/** How far it is: a member begins and finishes what is theirs. */
	'training-assignments.change': { hr: 'all', manager: 'reports', member: 'own' },
	'training-assignments.import': { hr: 'all' },
	/** Who moved on a step after training, beside who had none. */
	'training-outcomes.read': { hr: 'all' },
	/** Values of metrics. What came for a member is personal, and so are figures made of it. */
	'metrics.read': {
		owner: 'all-but-personal',
		admin: 'all-but-personal',
		hr: 'all',
		executive: 'all-but-personal',
		manager: 'subtree',
		member: 'own',
	},
	/** What a metric is: a framework of the account, and what a file needs before it is imported. */
	'metrics.define': { owner: 'all', admin: 'all', hr: 'all' },
	'metrics.import': { hr: 'all' },
	/** What a team shows and claims, and at which rung it is. The views of single people are for those who give and agree. */
	'team-assessments.read': {
		owner: 'all',
		admin: 'all',
		hr: 'all',
		executive: 'all',
		manager: 'subtree',
		member: 'own',
	},
	'team-assessments.give': { manager: 'subtree', member: 'own' },
	'team-assessments.agree': { manager: 'subtree' },
	/** Plans of teams: read and commented by whom they hold for, and by who is named in them (roadmap-rights.ts). */
	'roadmaps.read': {
		owner: 'all',
		admin: 'all',
		hr: 'all',
		executive: 'all',
		manager: 'subtree',
		member: 'own',
	},
	'roadmaps.edit': { owner: 'all', admin: 'all', hr: 'all', manager: 'subtree' },
	'audit.read': { owner: 'all', admin: 'all', hr: 'own-actions' },
} as const satisfies Record<string, Partial<Record<Standing, Reach>>>

export type Action = keyof typeof policy

/** Who asks, with everything that the policy needs. */
export type Person = {
	readonly roles: readonly Role[]
	/** Whether the membership is linked to a member record. */
	readonly isMember: boolean
	readonly isManager: boolean
}

/** Every standing of a person. */
export function standingsOf(person: Person): Set<Standing> {
	const standings = new Set<Standing>(person.roles)
	if (person.isMember) standings.add('member')
	if (person.isManager) standings.add('manager')
	return standings
}

/** How far the person's right to an action reaches; empty when there is none. */
export function reachOf(person: Person, action: Action): Set<Reach> {
	const row: Partial<Record<Standing, Reach>> = policy[action]
	const reach = new Set<Reach>()
	for (const standing of standingsOf(person)) {
		const granted = row[standing]
		if (granted) reach.add(granted)
	}
	return reach
}

export function may(person: Person, action: Action): boolean {
	return reachOf(person, action).size > 0
}
