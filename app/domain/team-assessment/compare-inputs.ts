import type { Verdict } from './verdict.ts'

/** What one person of a team says of a check; null says nothing of it. */
export type Voice = { memberId: string; verdict: Verdict | null; note: string | null }

export type ComparedCheck<C> = {
	check: C
	voices: Voice[]
	/** How far the voices are apart: 0 where all say the same, 3 at most. */
	difference: number
	/** What all who said something say; null where they differ, or nobody did. */
	common: Verdict | null
}

/** How far each verdict lies from `met`. That a check does not apply is far from every other. */
const places: Record<Verdict, number> = { met: 0, partly: 1, not: 2, not_applicable: 3 }

/** The checks with what everybody says of them, those first on which people differ most, each in the order of the framework. */
export function compareInputs<C extends { key: string }>(
	checks: readonly C[],
	inputs: readonly {
		memberId: string
		checks: readonly (Omit<Voice, 'memberId'> & { checkKey: string })[]
	}[],
): ComparedCheck<C>[] {
	const compared = checks.map((check) => {
		const voices = inputs.map(({ memberId, checks: given }): Voice => {
			const own = given.find(({ checkKey }) => checkKey === check.key)
			return { memberId, verdict: own?.verdict ?? null, note: own?.note ?? null }
		})
		const said = voices.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]))
		const at = said.map((verdict) => places[verdict])
		const difference = said.length === 0 ? 0 : Math.max(...at) - Math.min(...at)
		return { check, voices, difference, common: difference === 0 ? (said[0] ?? null) : null }
	})
	return compared.toSorted((a, b) => b.difference - a.difference)
}

/** Whether people chose different steps of the scale: said where the team agrees on one. */
export function differ(steps: readonly (number | null)[]): boolean {
	return new Set(steps.filter((step) => step !== null)).size > 1
}
