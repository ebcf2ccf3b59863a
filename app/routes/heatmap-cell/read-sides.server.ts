import type { AccountSession } from '#app/auth/account-context.server.ts'
import { cellOfFamily, cellOfQuestion } from '#app/charts/describe-heat-cell.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import {
	formatSideFigure,
	formatSidesDifference,
	pairsText,
	printedSidesDifference,
	sideFigure,
} from '#app/charts/sides-columns.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { tierParts } from '#app/charts/tier-parts.ts'
import { readSides } from '#app/data/heatmap/read-sides.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatStatistic, RaterChoice } from '#app/domain/heatmap/heatmap-words.ts'
import { sideStatistics } from '#app/domain/heatmap/heatmap-words.ts'

type Of = {
	raters: RaterChoice
	family: string
	placeId: string
	rows: PeopleRows | undefined
	questions: readonly { key: string; text: string }[]
}

/** What the two raters said in a cell, where the address asks for both apart and the reader reads both. */
export async function readCellSides({ scope, person, account }: AccountSession, view: HeatmapView, of: Of) {
	if (of.raters !== 'apart') return null
	const { locale } = account
	const questions = of.questions.map(({ key }) => key)
	const sides = await readSides(scope, person, { view, rows: of.rows ?? { kind: 'teams' }, questions })
	if (!sides) return null
	const [self, manager] = [sides.self.get(of.placeId), sides.manager.get(of.placeId)]
	const both = { self: cellOfFamily(self, of.family), manager: cellOfFamily(manager, of.family) }
	const figures = (statistic: HeatStatistic, cells: typeof both) =>
		figuresOf(statistic, cells, { locale, k: view.k })
	const [own, other] = [both.self.tier, both.manager.tier]
	return {
		pairs: own.kind === 'shown' ? pairsText(own.summary.n, locale) : null,
		statistics: sideStatistics.flatMap((statistic) => {
			const read = figures(statistic, both)
			return read ? [{ label: heatStatisticWords[statistic].title, ...read }] : []
		}),
		distributions:
			own.kind === 'shown' && other.kind === 'shown'
				? [
						{ id: 'self', label: 'Self', parts: tierParts(own.summary, locale) },
						{ id: 'manager', label: 'Manager', parts: tierParts(other.summary, locale) },
					]
				: [],
		questions: of.questions.flatMap(({ key, text }) => {
			const column = { familyId: of.family, question: key }
			const read = figures('mean', {
				self: cellOfQuestion(self, column),
				manager: cellOfQuestion(manager, column),
			})
			return read ? [{ label: text, ...read }] : []
		}),
	}
}
export type CellSides = NonNullable<Awaited<ReturnType<typeof readCellSides>>>

/** Null without a closed pair. */
function figuresOf(
	statistic: HeatStatistic,
	{ self, manager }: { self: CellOfFamily; manager: CellOfFamily },
	{ locale, k }: { locale: string; k: number },
) {
	if (self.tier.kind !== 'shown' || manager.tier.kind !== 'shown') return null
	const sides = { self: self.tier.summary, manager: manager.tier.summary }
	const text = (value: number) => formatSideFigure(statistic, value, locale)
	const difference = printedSidesDifference(statistic, { ...sides, k })
	return {
		self: text(sideFigure(statistic, sides.self)),
		manager: text(sideFigure(statistic, sides.manager)),
		difference: difference === null ? null : formatSidesDifference(statistic, difference, locale),
		pairs: pairsText(sides.self.n, locale),
	}
}
