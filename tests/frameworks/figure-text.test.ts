import { expect, test } from 'vitest'
import { figureText } from '#app/domain/framework/figure-text.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const printed = (locale: string) =>
	Object.fromEntries(skillProgressionMap.figures.map((figure) => [figure.key, figureText(figure, locale)]))

test('a figure is printed with its unit and its bound', () => {
	expect(printed('en-GB')).toMatchObject({
		'engineering.use-ai': '84%',
		'engineering.accepted-suggestions': 'about 30%',
		'engineering.lines-analyzed': '211 million lines',
		'engineering.refactoring-after': 'under 10%',
		'engineering.churn': 'nearly 2×',
		'marketing.edited-output': '80% or more',
		'sales.overworked': '2.4×',
		'all.salary-premium': 'up to 30%',
	})
})

test('the number follows the locale', () => {
	expect(printed('de-DE')).toMatchObject({ 'sales.overworked': '2,4×', 'engineering.use-ai': '84\u00a0%' })
})
