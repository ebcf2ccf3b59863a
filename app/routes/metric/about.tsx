import { Link } from 'react-router'
import { lensLevelText } from '#app/domain/metric/lens.ts'
import { describeAggregation, directionNames, unitNames } from '#app/domain/metric/metric-words.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { TimeText, formatDate, formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { MetricPage } from './read-page.server.ts'

/** What the metric is, how it adds up, what it should reach, and where its values came from. */
export function About({ page }: { page: MetricPage }) {
	const { metric, target, imports, locale, timeZone } = page
	const { unit, currency, families, source } = metric
	const lens = lensLevelText(metric.lens, metric.level)
	return (
		<div className="grid items-start gap-6 lg:grid-cols-2">
			<Panel title="What it is">
				<DefinitionList
					items={[
						{ term: 'Unit', value: currency ? `${unitNames[unit]}, ${currency}` : unitNames[unit] },
						{ term: 'Better', value: directionNames[metric.direction] },
						{ term: 'How it adds up', value: describeAggregation(metric) },
						{
							term: 'Families',
							value: families.length > 0 ? families.map(({ name }) => name).join(', ') : 'None in particular',
						},
						...(lens ? [{ term: 'Named for', value: lens }] : []),
						{ term: 'Source', value: source ?? 'Added by your company' },
						{ term: 'Key in files', value: <code>{metric.key}</code> },
						...(target
							? [
									{
										term: 'Target',
										value: `${formatMetricValue(target.value, metric, locale)} by ${formatDate(target.dueOn, locale, timeZone)}`,
									},
								]
							: []),
					]}
				/>
			</Panel>
			<Panel title="Where the values came from">
				{imports.length === 0 ? (
					<p className="text-sm text-muted">Nothing has been imported that you may see.</p>
				) : (
					<ul className="flex flex-col gap-3 text-sm">
						{imports.map(({ importId, fileName, at, values }) => (
							<li key={importId} className="flex flex-wrap justify-between gap-x-4">
								{page.mayImport ? (
									<Link to={`${page.root}/imports/${importId}`} className="link">
										<LongText>{fileName}</LongText>
									</Link>
								) : (
									<LongText>{fileName}</LongText>
								)}
								<span className="text-muted">
									<TimeText value={at} locale={locale} timeZone={timeZone} style="dateTime" /> ·{' '}
									{formatNumber(values, locale)} {values === 1 ? 'value' : 'values'}
								</span>
							</li>
						))}
					</ul>
				)}
			</Panel>
		</div>
	)
}
