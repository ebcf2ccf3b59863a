import { familyNames, givenNames } from './names.ts'
import type { SeededRandom } from './random.ts'
import { sampleTeams, type SampleTeam } from './teams.ts'

export type FamilyKey = 'engineering' | 'marketing' | 'customer-service' | 'sales' | 'design'

/** The sample's quarters: 0 to 3 are published, 4 is open. */
export const quarterCount = 5

export type SampleMember = {
	id: string
	name: string
	email: string
	externalId: string
	jobTitle: string
	familyKey: FamilyKey | null
	managerId: string | null
	location: string
	/** First quarter in which the person is there; -1 for who was there long before. */
	joinedIn: number
	/** First quarter in which the person is gone; null for who stays. */
	leftIn: number | null
	/** Whether the person went while the quarter before that ran, and is 'left' in it. */
	leftDuring: boolean
	/** Team by quarter, 0 to 4. */
	teamKeys: string[]
	/** Whether the person has a user account and can answer. */
	hasUser: boolean
}

export type SampleOrganization = {
	members: SampleMember[]
	/** Member who leads the team. */
	leads: Map<string, string>
	/** The people who can sign in, by the part before the @. */
	signIns: Map<SignInName, string>
}

export const signInNames = ['owner', 'admin', 'hr', 'executive', 'manager', 'member'] as const
export type SignInName = (typeof signInNames)[number]

const locations = ['Berlin', 'Lisbon', 'London', 'New York', 'Singapore', 'Stockholm', 'Warsaw'] as const

const headTitles: Record<string, string> = {
	engineering: 'VP Engineering',
	design: 'VP Design',
	marketing: 'Chief marketing officer',
	'customer-service': 'VP Customer service',
	sales: 'Chief revenue officer',
	'people-finance': 'Chief people officer',
}

/**
 * In each quarter after the first one team gives people to another, and both have people come and go. All in two teams of
 * one family: in a team that one or two people joined or left, the privacy rule has to hide the figures of that quarter.
 */
const reorganized = [
	['sales-dach', 'sales-uk-nordics'],
	['support-emea', 'support-americas'],
	['platform', 'data'],
	['content', 'field-marketing'],
] as const

/** Meridian's people over five quarters: who is where, who joins, moves and leaves. The same for the same seed. */
export function makeOrganization(random: SeededRandom): SampleOrganization {
	const members: SampleMember[] = []
	const leads = new Map<string, string>()
	const signIns = new Map<SignInName, string>()
	const namesTaken = new Set<string>()

	const newName = (): string => {
		for (;;) {
			const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
			if (!namesTaken.has(name)) {
				namesTaken.add(name)
				return name
			}
		}
	}

	const add = (of: {
		jobTitle: string
		familyKey: FamilyKey | null
		managerId: string | null
		teamKey: string
		joinedIn?: number
		signIn?: SignInName
	}): SampleMember => {
		const name = newName()
		const member: SampleMember = {
			id: random.uuid(),
			name,
			email: of.signIn ? `${of.signIn}@meridian.example` : `${emailName(name)}@meridian.example`,
			externalId: `M${String(1001 + members.length)}`,
			jobTitle: of.jobTitle,
			familyKey: of.familyKey,
			managerId: of.managerId,
			location: random.pick(locations),
			joinedIn: of.joinedIn ?? -1,
			leftIn: null,
			leftDuring: false,
			teamKeys: Array.from({ length: quarterCount }, () => of.teamKey),
			hasUser: true,
		}
		members.push(member)
		if (of.signIn) signIns.set(of.signIn, member.id)
		return member
	}

	const owner = add({
		jobTitle: 'Chief executive officer',
		familyKey: null,
		managerId: null,
		teamKey: '',
		signIn: 'owner',
	})
	add({
		jobTitle: 'Chief operating officer',
		familyKey: null,
		managerId: owner.id,
		teamKey: '',
		signIn: 'executive',
	})

	for (const top of sampleTeams.filter((t) => t.parentKey === null)) {
		const children = sampleTeams.filter((t) => t.parentKey === top.key)
		const headFamily = children[0]?.people[0]?.familyKey ?? null
		const head = add({
			jobTitle: headTitles[top.key] ?? 'Head',
			familyKey: headFamily,
			managerId: owner.id,
			teamKey: top.key,
			...(top.key === 'people-finance' ? { signIn: 'hr' as const } : {}),
		})
		leads.set(top.key, head.id)
		fill(top, head.id, true)
		for (const child of children) fill(child, head.id, false)
	}

	function fill(team: SampleTeam, aboveId: string, isTop: boolean): void {
		let leadId = isTop ? aboveId : null
		for (const group of team.people) {
			for (let i = 0; i < group.count; i += 1) {
				if (leadId === null) {
					const lead = add({
						jobTitle: `${team.name} lead`,
						familyKey: group.familyKey,
						managerId: aboveId,
						teamKey: team.key,
						...(team.key === 'payments' ? { signIn: 'manager' as const } : {}),
					})
					leads.set(team.key, lead.id)
					leadId = lead.id
					continue
				}
				const signIn: SignInName | undefined =
					team.key === 'payments' && !signIns.has('member')
						? 'member'
						: team.key === 'people-finance' && !signIns.has('admin')
							? 'admin'
							: undefined
				add({
					jobTitle: signIn === 'admin' ? 'IT administrator' : random.pick(group.titles),
					familyKey: group.familyKey,
					managerId: leadId,
					teamKey: team.key,
					...(signIn ? { signIn } : {}),
				})
			}
		}
	}

	const ordinary = members.filter(
		(m) => ![...leads.values()].includes(m.id) && ![...signIns.values()].includes(m.id),
	)
	const assessed = ordinary.filter((m) => m.familyKey !== null)
	for (const member of assessed) if (random.chance(0.03)) member.hasUser = false
	for (const [index, [fromKey, toKey]] of reorganized.entries()) {
		const quarter = index + 1
		const staffOf = (key: string) =>
			assessed.filter(({ teamKeys, leftIn }) => teamKeys[quarter] === key && leftIn === null)
		const movers = staffOf(fromKey).slice(3, 6)
		for (const key of [fromKey, toKey]) {
			const staff = staffOf(key)
			for (let i = 0; i < 4; i += 1) {
				const peer = random.pick(staff)
				add({
					jobTitle: peer.jobTitle,
					familyKey: peer.familyKey,
					managerId: peer.managerId,
					teamKey: key,
					joinedIn: quarter,
				})
			}
			for (const [i, leaver] of staff.slice(0, 3).entries()) {
				leaver.leftDuring = i === 0
				leaver.leftIn = leaver.leftDuring ? quarter + 1 : quarter
			}
		}
		for (const mover of movers) mover.teamKeys.fill(toKey, quarter)
	}
	return { members, leads, signIns }
}

function emailName(name: string): string {
	const letters: Record<string, string> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss', đ: 'd', æ: 'ae' }
	return name
		.toLowerCase()
		.replace(/[øłıßđæ]/g, (letter) => letters[letter] ?? '')
		.normalize('NFD')
		.replace(/[^a-z ]/g, '')
		.replaceAll(' ', '.')
}
