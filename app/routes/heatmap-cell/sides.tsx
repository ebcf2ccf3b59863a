import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CellPage } from './read-page.server.ts'
import type { CellSides } from './read-sides.server.ts'

/** What self and manager said of the same people, before they agreed. */
export function SidesPanel({ page, sides }: { page: CellPage; sides: CellSides }) {
	const { locale, cycle, k } = page
	if (sides.pairs === null) {
		return (
			<Panel title="Self and manager apart">
				<p className="text-sm text-muted">
					There is no pair here in which both have answered and the answers are open.
				</p>
			</Panel>
		)
	}
	return (
		<Panel
			title="Self and manager apart"
			description={`What both sent before they agreed: ${sides.pairs}, ${cycle.name}. Who was rated by one alone is not in it. The difference is the manager’s figure less the person’s own; of fewer than ${formatNumber(k, locale)} pairs none is told.`}
		>
			<div className="flex flex-col gap-6">
				<SidesTable caption="Figures of both" head="Figure" rows={sides.statistics} />
				<DistributionChart
					title={`Tiers that each side chose, ${cycle.name}`}
					rows={sides.distributions}
					measure="count"
					locale={locale}
				/>
				{sides.questions.length > 0 && (
					<SidesTable
						caption="Mean of the answers, of pairs in which both answered the question"
						head="Question"
						rows={sides.questions}
					/>
				)}
			</div>
		</Panel>
	)
}

function SidesTable({
	caption,
	head,
	rows,
}: {
	caption: string
	head: string
	rows: CellSides['statistics']
}) {
	return (
		<div className="scroll-region" role="region" aria-label={caption} tabIndex={0}>
			<table className="data-table">
				<caption className="p-3 text-start text-muted">{caption}</caption>
				<thead>
					<tr>
						{[head, 'Self', 'Manager', 'Difference', 'Pairs'].map((text) => (
							<th key={text} scope="col">
								{text}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(({ label, self, manager, difference, pairs }) => (
						<tr key={label}>
							<th scope="row" className="min-w-32!">
								{label}
							</th>
							<td className="tabular-nums" data-nowrap>
								{self}
							</td>
							<td className="tabular-nums" data-nowrap>
								{manager}
							</td>
							<td className="tabular-nums" data-nowrap>
								{difference ?? '–'}
							</td>
							<td className="tabular-nums" data-nowrap>
								{pairs}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	)
}
