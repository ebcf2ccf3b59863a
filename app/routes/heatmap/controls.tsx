import type { ReactNode } from 'react'
import { useState } from 'react'
import { mostMetrics, readMetricKeys } from '#app/domain/heatmap/heatmap-words.ts'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { useHydrated } from '#app/ui/keyboard/use-hydrated.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { HeatmapPageOf } from './read-page.server.ts'

type Props = { page: HeatmapPageOf<'heatmap'> }

/** What can be chosen, in one form over the URL: the cycle and the columns first, and what is needed less often below. */
export function HeatmapControls({ page }: Props) {
	const { choices, search, metric, metrics, paging, cycle } = page
	const isByFamily = search.by === 'families'
	// A level of a few rows is searched by looking at it.
	const hasManyRows = paging.total + page.pinned.length > 8 || search.q !== ''
	const sort = choices.sorts.some(({ value }) => value === search.sort) ? search.sort : 'name'
	const isOpen = page.isApart || Boolean(search.since) || Boolean(metric) || sort !== 'name'
	const names = [
		...['cycle', 'by', 'family', 'since', 'metric', 'metrics', 'sort', 'order', 'rows', 'raters'],
		...(hasManyRows ? ['q'] : []),
	]
	return (
		<FilterForm
			names={names}
			renames={{ node: 'near' }}
			label="Choose what the heatmap shows"
			submitLabel="Show"
			clearLabel="Start again"
		>
			<SelectField
				name="cycle"
				label="Cycle"
				controlSize="small"
				defaultValue={cycle.ref}
				options={choices.cycles}
			/>
			{choices.rows.length > 0 && (
				<SelectField
					name="rows"
					label="Rows"
					controlSize="small"
					defaultValue={search.rows}
					options={choices.rows}
				/>
			)}
			<SelectField
				name="by"
				label="Columns"
				controlSize="small"
				defaultValue={search.by}
				options={choices.columns}
			/>
			{!isByFamily && (
				<SelectField
					name="family"
					label="Family"
					controlSize="small"
					defaultValue={search.family}
					options={choices.families}
				/>
			)}
			{hasManyRows && (
				<TextField
					name="q"
					type="search"
					label={page.rowWords.one}
					controlSize="small"
					placeholder="Part of a name"
					defaultValue={search.q}
				/>
			)}
			{search.by === 'metrics' && metrics.length > 0 && <MetricBoxes page={page} />}
			<More isOpen={isOpen}>
				{choices.raters.length > 0 && (
					<SelectField
						name="raters"
						label="Answers"
						controlSize="small"
						defaultValue={search.raters}
						options={choices.raters}
					/>
				)}
				{!page.isApart && (
					<SelectField
						name="since"
						label="Changes since"
						controlSize="small"
						defaultValue={search.since}
						options={[
							{
								value: '',
								label: search.since ? 'The cycle before' : (page.comparisonName ?? 'No cycle before'),
							},
							...choices.since,
						]}
					/>
				)}
				<SelectField
					name="sort"
					label="Sorted by"
					controlSize="small"
					defaultValue={sort}
					options={choices.sorts}
				/>
				{isByFamily && !page.isOfPeople && !page.isApart && metrics.length > 0 && (
					<SelectField
						name="metric"
						label="Metric beside the tiers"
						controlSize="small"
						defaultValue={metric?.key ?? ''}
						options={[{ value: '', label: 'None' }, ...metrics]}
					/>
				)}
			</More>
		</FilterForm>
	)
}

/** Which metrics stand side by side; without a choice the first of the list. */
function MetricBoxes({ page: { metrics, search, columns } }: Props) {
	const chosen = readMetricKeys(search.metrics)
	const shown = new Set(columns.map(({ id }) => id))
	const first = metrics.filter(({ value }) => chosen.length > 0 && shown.has(value)).map(({ value }) => value)
	const [ticked, setTicked] = useState<readonly string[]>(first)
	// Without JavaScript a box that is shut could not be opened by unticking another.
	const isFull = useHydrated() && ticked.length >= mostMetrics
	return (
		<details open={chosen.length > 0} className="disclosure order-last max-w-none! basis-full text-sm">
			<summary>Metrics side by side</summary>
			<fieldset className="flex flex-col gap-2 pt-2">
				<legend className="text-muted">
					Up to {mostMetrics} of them, by name; without a choice the first that there are.
				</legend>
				<div className="grid gap-x-6 gap-y-1 sm:grid-cols-2 lg:grid-cols-3">
					{metrics.map(({ value, label }) => (
						<Checkbox
							key={value}
							name="metrics"
							id={`metrics-${value}`}
							value={value}
							label={label}
							defaultChecked={first.includes(value)}
							disabled={isFull && !ticked.includes(value)}
							onChange={({ currentTarget: { checked } }) =>
								setTicked((others) =>
									checked ? [...others, value] : others.filter((other) => other !== value),
								)
							}
						/>
					))}
				</div>
			</fieldset>
		</details>
	)
}

/** Shut until one of them says something: a phone has room for the table. */
function More({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
	return (
		<details open={isOpen} className="disclosure order-last max-w-none! basis-full text-sm">
			<summary>Comparison and order</summary>
			<div className="flex flex-wrap gap-3 pt-2 *:min-w-36 max-sm:*:flex-1 sm:*:max-w-64">{children}</div>
		</details>
	)
}
