import { expect, it } from 'vitest'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

it('the names of the tiers are those of the map', () => {
	expect(tierNames).toEqual(
		Object.fromEntries(skillProgressionMap.tiers.map(({ halfSteps, name }) => [halfSteps, name])),
	)
})
