import { cleanCell, isEmail, nameKey } from '#app/domain/roster/clean-cell.ts'
import type { IsErased } from './erased.ts'
import type { SubjectText } from './metric-mapping.ts'

/** Whom or what values can be of. `n` stands for it while a file is read. */
export type ImportSubject =
	| { kind: 'account'; n: number; name: string }
	| { kind: 'team'; n: number; name: string; parent: number | null; isArchived: boolean }
	| { kind: 'member'; n: number; email: string | null; externalId: string | null; logins: readonly string[] }

export type FoundSubject =
	| { ok: true; n: number }
	| { ok: false; problem: 'blank' | 'unknown' | 'several' }
	/** Passed over: neither a value nor a mistake. */
	| { ok: false; problem: 'erased' }

type Found = { n: number; isArchived: boolean; isSeveral: boolean }

/** Finds by the texts of a file whom its values are of. */
export class SubjectIndex {
	#account = -1
	readonly #accountNames = new Set(['account', 'company', 'organization', 'organisation'])
	readonly #emails = new Map<string, number>()
	readonly #externalIds = new Map<string, number>()
	readonly #logins = new Map<string, number>()
	readonly #teams: Extract<ImportSubject, { kind: 'team' }>[] = []
	#paths: Map<string, Found> | undefined
	readonly #isErased: IsErased

	constructor(isErased: IsErased = () => false) {
		this.#isErased = isErased
	}

	add(subject: ImportSubject): void {
		if (subject.kind === 'account') {
			this.#account = subject.n
			this.#accountNames.add(nameKey(subject.name))
		} else if (subject.kind === 'team') this.#teams.push(subject)
		else {
			if (subject.email) this.#emails.set(subject.email.toLowerCase(), subject.n)
			if (subject.externalId) this.#externalIds.set(subject.externalId, subject.n)
			for (const login of subject.logins) this.#logins.set(login.toLowerCase(), subject.n)
		}
	}

	find(cell: string, is: SubjectText): FoundSubject {
		if (is === 'account') return { ok: true, n: this.#account }
		const text = cleanCell(cell)
		if (text === '') return { ok: false, problem: 'blank' }
		if (is === 'team') return this.#findTeam(text)
		const found = this.#findAny(text, is)
		if (found.ok || found.problem !== 'unknown') return found
		const ways = is === 'any' ? (['email', 'external-id'] as const) : [is]
		return ways.some((way) => this.#isErased({ is: way, text })) ? { ok: false, problem: 'erased' } : found
	}

	#findAny(text: string, is: Exclude<SubjectText, 'account' | 'team'>): FoundSubject {
		if (is !== 'any') return known(this.#mapOf(is).get(is === 'external-id' ? text : text.toLowerCase()))
		const member = this.#emails.get(text.toLowerCase()) ?? this.#externalIds.get(text)
		if (member !== undefined || isEmail(text)) return known(member)
		const team = this.#findTeam(text)
		if (team.ok || team.problem === 'several') return team
		return known(this.#accountNames.has(nameKey(text)) ? this.#account : undefined)
	}

	#mapOf(is: 'email' | 'external-id' | 'login'): ReadonlyMap<string, number> {
		if (is === 'email') return this.#emails
		return is === 'login' ? this.#logins : this.#externalIds
	}

	/** By its name where only one has it, or by as much of the path to it as tells which one. */
	#findTeam(text: string): FoundSubject {
		this.#paths ??= pathsOf(this.#teams)
		const steps = text.split(/\s*[>|\\]\s*| \/ /)
		const found =
			this.#paths.get(nameKey(text)) ??
			this.#paths.get(steps.map(nameKey).join('\n')) ??
			this.#paths.get(text.split('/').map(nameKey).join('\n'))
		if (!found) return { ok: false, problem: 'unknown' }
		return found.isSeveral ? { ok: false, problem: 'several' } : { ok: true, n: found.n }
	}
}

const known = (n: number | undefined): FoundSubject =>
	n === undefined ? { ok: false, problem: 'unknown' } : { ok: true, n }

/** Every team by its name, and by its name with those above it. One that is archived gives way. */
function pathsOf(teams: readonly Extract<ImportSubject, { kind: 'team' }>[]): Map<string, Found> {
	const byNumber = new Map(teams.map((team) => [team.n, team]))
	const paths = new Map<string, Found>()
	for (const team of teams) {
		const { n, isArchived } = team
		const seen = new Set<number>()
		let path = ''
		for (
			let at: typeof team | undefined = team;
			at && !seen.has(at.n);
			at = at.parent === null ? undefined : byNumber.get(at.parent)
		) {
			seen.add(at.n)
			path = path === '' ? nameKey(at.name) : `${nameKey(at.name)}\n${path}`
			const before = paths.get(path)
			if (!before || (before.isArchived && !isArchived)) paths.set(path, { n, isArchived, isSeveral: false })
			else if (before.isArchived === isArchived) paths.set(path, { ...before, isSeveral: true })
		}
	}
	return paths
}

export const subjectWords: Record<
	'blank' | 'unknown' | 'several',
	Record<SubjectText, (quoted: string) => string>
> = {
	blank: sameFor(() => 'It is not said whom the value is of.'),
	unknown: {
		any: (text) => `Nobody has the e-mail address or employee id ${text}, and no team is called so.`,
		email: (text) => `Nobody has the e-mail address ${text}.`,
		'external-id': (text) => `Nobody has the employee id ${text}.`,
		login: (text) => `It is not known yet who has the login ${text}. Match it once, and it is remembered.`,
		team: (text) => `No team is called ${text}.`,
		account: (text) => `${text} is not the company.`,
	},
	several: sameFor(
		(text) => `Several teams are called ${text}. Write the teams above it too: Sales / Inside sales.`,
	),
}

function sameFor(words: (quoted: string) => string): Record<SubjectText, (quoted: string) => string> {
	return { any: words, email: words, 'external-id': words, login: words, team: words, account: words }
}
