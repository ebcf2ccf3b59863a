import { describe, expect, test } from 'vitest'
import { k, readersOf, winsOn, type Wins } from './attack.ts'
import { attackCorrection } from './attack-correction.ts'
import {
	correctedVersions,
	publishVersions,
	readVersions,
	type ShownVersion,
} from './corrected-organization.ts'
import type { Organization } from './organization.ts'
import { buildOrganization, randomFrom, randomShape } from './organization.ts'
import { attackOn, factsOf, seesNobody, type Reader } from './publish.ts'

/** Of a year's people several versions are compared with each other: the largest companies take too long. */
function organizationOf(seed: number): Organization {
	const shape = randomShape(randomFrom(seed * 7919))
	const people = Math.min(shape.people, 90)
	return buildOrganization(seed, { ...shape, people, teams: Math.min(shape.teams, Math.ceil(people / 6)) })
}

/** Somebody whose line of reports goes through all teams: they know most of the people, and what they do not know is little. */
const reports: Reader = { sees: ({ id }) => Number(id.slice(-1)) % 10 < 7 }
const everyReader = (organization: Organization) => ({ ...readersOf(organization), reports })

const seeds = Array.from({ length: 30 }, (_, index) => index + 1)

/** What the adversary wins from everything that a reader is shown: each cycle, two cycles, and two versions of one. */
function winsOver(organization: Organization, reader: Reader, shown: readonly ShownVersion[]): Wins {
	const cycles = shown.map(({ cycle }) => cycle)
	const told = { ...organization, cycles }
	const facts = factsOf(shown, organization.familyIds, reader)
	const plain = winsOn(told, reader, facts)
	const input = attackOn(told, reader, k, facts)
	const ofCorrections = cycles.flatMap((now, index) =>
		cycles.slice(0, index).flatMap((then) => {
			if (now.corrects === null || (then.corrects ?? then.id) !== now.corrects) return []
			const before = new Map(then.people.map((person) => [person.id, person]))
			const changed = (measure: string) =>
				new Set(
					now.people
						.filter((person) => person.values.get(measure) !== before.get(person.id)?.values.get(measure))
						.filter((person) => !reader.sees(person, now))
						.map(({ id }) => id),
				)
			return [attackCorrection(input, { then, now, changed })]
		}),
	)
	return {
		determined: [...plain.determined, ...ofCorrections.flatMap(({ determined }) => determined)],
		exposed: [...plain.exposed, ...ofCorrections.flatMap(({ exposed }) => exposed)],
	}
}

function shownTo(organization: Organization, reader: Reader, isSafe?: () => boolean): ShownVersion[] {
	const versions = correctedVersions(organization)
	const stored = publishVersions(versions, organization.familyIds, k, isSafe)
	return readVersions(stored, reader, k, isSafe)
}

describe('the first version, a corrected one and the next cycle together', () => {
	test.each(seeds)('give nobody away, organization %i', { timeout: 60_000 }, (seed) => {
		const organization = organizationOf(seed)
		for (const [name, reader] of Object.entries(everyReader(organization))) {
			expect(winsOver(organization, reader, shownTo(organization, reader)), name).toEqual({
				determined: [],
				exposed: [],
			})
		}
	})

	test(
		'corrected versions are shown where enough people differ, and held back else',
		{ timeout: 120_000 },
		() => {
			let shown = 0
			let all = 0
			for (const seed of seeds) {
				const organization = organizationOf(seed)
				all += correctedVersions(organization).filter(({ corrects }) => corrects !== null).length
				shown += shownTo(organization, seesNobody).filter(({ cycle }) => cycle.corrects !== null).length
			}
			expect(shown).toBeGreaterThan(5)
			expect(all - shown).toBeGreaterThan(20)
		},
	)
})

describe('where the rule of corrections is left out, the adversary learns', () => {
	test.each(['nobody', 'manager'])('for %s', { timeout: 240_000 }, (name) => {
		const wins = seeds.map((seed) => {
			const organization = organizationOf(seed)
			const reader = readersOf(organization)[name] ?? seesNobody
			return winsOver(
				organization,
				reader,
				shownTo(organization, reader, () => true),
			)
		})
		expect(wins.filter(({ determined }) => determined.length > 0).length).toBeGreaterThan(5)
		expect(wins.filter(({ exposed }) => exposed.length > 0).length).toBeGreaterThan(5)
	})

	test('a manager learns from a version that is safe for who sees nobody', { timeout: 240_000 }, () => {
		const wins = seeds.map((seed) => {
			const organization = organizationOf(seed)
			const stored = publishVersions(correctedVersions(organization), organization.familyIds, k)
			return winsOver(
				organization,
				reports,
				readVersions(stored, reports, k, () => true),
			)
		})
		expect(
			wins.filter(({ determined, exposed }) => determined.length + exposed.length > 0).length,
		).toBeGreaterThan(0)
	})
})
