import { guessMapping } from '#app/domain/roster/guess-mapping.ts'
import type { PlacedMember } from '#app/domain/roster/moved-between-leads.ts'
import { movedBetweenLeads } from '#app/domain/roster/moved-between-leads.ts'
import { onceEach } from '#app/domain/roster/once-each.ts'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import { listDepartments, sniffDates } from '#app/domain/roster/read-rows.ts'
import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import { sampleValues } from '#app/domain/roster/roster-file.ts'
import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import type {
	CurrentMember,
	CurrentRoster,
	RosterCounts,
	RosterPlan,
	RowError,
} from '#app/domain/roster/roster-plan.ts'
import { changesNothing, countPlan } from '#app/domain/roster/roster-plan.ts'
import type { TextEncoding } from '#app/lib/decode-text.ts'
import { isErasedBy } from './erasures/is-erased.server.ts'
import type { ErasedIndex } from './erasures/read-erased-index.server.ts'
import type { ParsedRoster, RosterProblem } from './parse-roster.server.ts'
import { parseRoster } from './parse-roster.server.ts'
import { fingerprintPlan } from './roster-import-row.server.ts'
import type { RosterPieceList } from './roster-pieces.server.ts'
import { rosterPieces } from './roster-pieces.server.ts'
import { refusedRows } from './refused-rows.server.ts'

/** What a page shows of a file as a whole. */
export type RosterDescription = {
	header: readonly string[]
	rows: number
	encoding: TextEncoding
	delimiter: string
	/** Some values of each column. */
	samples: readonly (readonly string[])[]
	/** What its columns seem to be. */
	guessed: RosterMapping
}

export type DescribedRoster =
	{ ok: true; description: RosterDescription } | { ok: false; problem: RosterProblem }

/** What the columns that were chosen hold. */
export type RosterColumns = {
	departments: { key: string; name: string; rows: number }[]
	dates: ReturnType<typeof sniffDates>
}

export type RosterPlanSummary = {
	counts: RosterCounts
	fingerprint: string
	changesNothing: boolean
	/** People who are added or changed. */
	toWrite: number
	/** Why rows are refused: a row may have several. */
	reasons: number
	/** Who leads whom: people with another manager, and teams that were there before with another lead. */
	moves: {
		managers: { name: string; from: string; to: string }[]
		leads: { team: string; lead: string }[]
		placed: PlacedMember[]
	}
}

/** The account as it is, but for its members, who pass by. */
export type RosterToPlan = Omit<CurrentRoster, 'members'> & { erased: ErasedIndex | null }

export type OnRosterProgress = (stage: 'reading' | 'checking', done: number, total: number | null) => void

const progressEvery = 500

/**
 * A roster on the table: its bytes are read once, and everything about it is asked here. It knows no database, so that it can
 * stand in a thread of its own.
 */
export class RosterDesk {
	#bytes: Uint8Array | undefined
	readonly #onProgress: OnRosterProgress
	readonly #members: CurrentMember[] = []
	readonly #errors: RowError[] = []
	/** Own columns hold the same few words in thousands of people. */
	readonly #once = onceEach()
	#file: RosterFile | undefined
	#plan: RosterPlan | undefined
	#pieces = new Map<RosterPieceList, Generator<string>>()

	constructor(bytes: Uint8Array, onProgress: OnRosterProgress) {
		this.#bytes = bytes
		this.#onProgress = onProgress
	}

	describe(): DescribedRoster {
		const parsed = this.#parse()
		if (!parsed.ok) return parsed
		const { file, encoding, delimiter } = parsed
		this.#file = file
		const { header, rows } = file
		const samples = header.map((_, column) =>
			sampleValues(file, column).map((value) => (value.length > 40 ? `${value.slice(0, 39)}…` : value)),
		)
		const guessed = guessMapping(file)
		return { ok: true, description: { header, rows: rows.length, encoding, delimiter, samples, guessed } }
	}

	columns(mapping: RosterMapping): RosterColumns {
		const file = this.#read()
		return { departments: listDepartments(file, mapping), dates: sniffDates(file, mapping) }
	}

	/** Members of the account, as a JSON array; all of them before the plan. */
	addMembers(json: string): void {
		type Parsed = CurrentMember & { attributes: Record<string, string> }
		for (const member of JSON.parse(json) as Parsed[]) {
			const { attributes } = member
			member.jobTitle = this.#once(member.jobTitle)
			for (const [name, value] of Object.entries(attributes)) attributes[name] = this.#once(value)
			this.#members.push(member)
		}
	}

	plan({ erased, ...current }: RosterToPlan, mapping: RosterMapping): RosterPlanSummary {
		this.#onProgress('reading', 0, null)
		const file = this.#read()
		const total = file.rows.length
		const roster = { ...current, members: this.#members }
		const onRow = (stage: 'reading' | 'checking', done: number) => {
			if (done % progressEvery === 0 || done === total) this.#onProgress(stage, done, total)
		}
		const plan = planRoster(roster, file, mapping, onRow, erased && isErasedBy(erased))
		this.#plan = plan
		return {
			counts: countPlan(plan),
			fingerprint: fingerprintPlan(plan),
			changesNothing: changesNothing(plan),
			toWrite: plan.added.length + plan.changed.length,
			reasons: plan.errors.length,
			moves: { ...listMoves(plan), placed: movedBetweenLeads(roster, plan) },
		}
	}

	/** Reasons for which rows were refused, as a JSON array: in place of a plan, for the list of refused rows. */
	addErrors(json: string): void {
		this.#errors.push(...(JSON.parse(json) as RowError[]))
	}

	/** The next pieces of a list of the plan, so many at most; none after the last. */
	next(list: RosterPieceList, most: number): string[] {
		const pieces = this.#pieces.get(list) ?? this.#begin(list)
		this.#pieces.set(list, pieces)
		const found: string[] = []
		while (found.length < most) {
			const { value, done } = pieces.next()
			if (done) break
			found.push(value)
		}
		return found
	}

	#begin(list: RosterPieceList): Generator<string> {
		if (list === 'refused') return refusedRows(this.#read(), this.#plan?.errors ?? this.#errors)
		if (!this.#plan) throw new Error('There is no plan yet.')
		return rosterPieces(list, this.#plan, this.#members)
	}

	#read(): RosterFile {
		if (!this.#file) {
			const parsed = this.#parse()
			if (!parsed.ok) throw new Error('A file that was taken before cannot be read any more.')
			this.#file = parsed.file
		}
		return this.#file
	}

	/** Once: the bytes are not kept beside the rows. */
	#parse(): ParsedRoster {
		if (!this.#bytes) throw new Error('The file has been read already.')
		const parsed = parseRoster(this.#bytes)
		this.#bytes = undefined
		return parsed
	}
}

function listMoves(plan: RosterPlan): Omit<RosterPlanSummary['moves'], 'placed'> {
	const isNewTeam = new Set(plan.newTeams.map(({ ref }) => ref))
	return {
		managers: plan.changed.flatMap((member) => {
			if (member.set.managerRef === undefined) return []
			const change = plan.fieldsOf(member).find(({ field }) => field === 'managerRef')
			return change ? [{ name: member.name, from: change.from, to: change.to }] : []
		}),
		// A team that did not exist has nobody's results yet.
		leads: plan.leads.flatMap(({ teamRef, team, member }) =>
			isNewTeam.has(teamRef) ? [] : [{ team, lead: member }],
		),
	}
}
