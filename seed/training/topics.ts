import type { StarterTopic, TopicStep } from '#app/domain/training-topic/topic.ts'
import { topicsOfCustomerService } from './customer-service.ts'
import { topicsOfDesign } from './design.ts'
import { topicsOfEngineering } from './engineering.ts'
import { topicsForEverybody } from './everybody.ts'
import { topicsOfMarketing } from './marketing.ts'
import { topicsOfSales } from './sales.ts'
import type { TopicSeed } from './topic-seed.ts'

const stepsOf = (serves: TopicSeed['serves']): TopicStep[] =>
	Object.entries(serves).flatMap(([questionKey, tiers]) =>
		tiers.map((tier) => ({ questionKey, fromHalfSteps: tier * 2 })),
	)

const of = (families: readonly string[], seeds: readonly TopicSeed[]): StarterTopic[] =>
	seeds.map(({ serves, capacity = null, ...seed }) => ({
		...seed,
		capacity,
		families,
		steps: stepsOf(serves),
	}))

/**
 * The starter catalogue: Contour's proposal of what serves each step of the built-in map. Nobody else's courses, no providers and no
 * prices are in it. A key never changes; later versions only add.
 */
export const starterTopics: readonly StarterTopic[] = [
	...of([], topicsForEverybody),
	...of(['engineering'], topicsOfEngineering),
	...of(['marketing'], topicsOfMarketing),
	...of(['customer-service'], topicsOfCustomerService),
	...of(['sales'], topicsOfSales),
	...of(['design'], topicsOfDesign),
]
