import { starterTopics } from '#seed/training/topics.ts'
import { metricCatalogue } from './metrics.ts'
import { skillProgressionMap } from './skill-progression-map.ts'

/** What every new account starts with: `createAccount` takes it as its content. */
export const builtInContent = {
	families: skillProgressionMap.rubric.families.map(({ key, name }) => ({ key, name })),
	frameworkVersions: [
		{
			key: skillProgressionMap.rubric.key,
			version: skillProgressionMap.rubric.version,
			title: skillProgressionMap.rubric.title,
			rubric: skillProgressionMap.rubric,
		},
	],
	metrics: metricCatalogue,
	topics: starterTopics,
}
