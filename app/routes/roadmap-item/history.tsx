import { describeJob, itemFieldNames, nobodyTexts } from '#app/domain/roadmap/item-words.ts'
import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { ItemPage } from './read-page.server.ts'

/** Every change of the item, the newest first. */
export function History({ page }: { page: ItemPage }) {
	const { item, plan, locale, timeZone } = page
	const names: Record<string, Record<string, string>> = {
		state: itemStateNames,
		kind: itemKindNames,
		phase: Object.fromEntries(plan.phases.map(({ key, name }) => [key, name])),
	}
	const said = (field: string, value: string | null) =>
		value === null ? '–' : (names[field]?.[value] ?? value)
	return (
		<Panel title="History">
			{item.history.length === 0 ? (
				<p className="text-sm text-muted">It is as the plan began.</p>
			) : (
				<ol className="flex flex-col gap-3 text-sm">
					{item.history.map(({ id, field, from, to, by, isByJob, at }) => (
						<li key={id} className="flex flex-col gap-0.5">
							<p className="wrap-anywhere">
								<span className="font-medium">{itemFieldNames[field] ?? field}</span>:{' '}
								{from !== null && (
									<>
										<bdi>{said(field, from)}</bdi> →{' '}
									</>
								)}
								<bdi>{said(field, to)}</bdi>
							</p>
							<p className="text-muted">
								<bdi>{by ?? (isByJob ? describeJob(field) : nobodyTexts.left)}</bdi> ·{' '}
								<TimeText value={at} locale={locale} timeZone={timeZone} style="dateTime" />
							</p>
						</li>
					))}
				</ol>
			)}
		</Panel>
	)
}
