import { Panel } from '#app/ui/panel.tsx'

const kinds: readonly { title: string; text: string; example?: readonly string[] }[] = [
	{
		title: 'A row for each value',
		text: 'Whom it is of, the metric, the period and the value. A ratio may bring its denominator, so that it can be added up.',
		example: ['Team,Metric,Month,Value,Denominator', 'Payments,Pull requests merged,2026-03,42,'],
	},
	{
		title: 'A column for each metric',
		text: 'One row for a team or person and a period.',
		example: ['Email,Week,PRs merged,Share edited', 'ana@example.com,2026-W11,7,18 %'],
	},
	{
		title: 'A column for each period',
		text: 'One row for a team or person and a metric.',
		example: ['Team,Metric,2026-Q1,2026-Q2', 'Payments,Assistant seats,40,55'],
	},
	{ title: 'JSON in lines', text: 'One object a line, with the fields of either table above.' },
	{
		title: 'GitHub Copilot',
		text: 'The report of the organization, that of each user, and the metrics of the older API, as they were downloaded. Logins are matched to people once.',
	},
]

/** Which files are taken, each with an example. */
export function FileKinds() {
	return (
		<Panel
			className="max-w-form"
			title="Which files it takes"
			description="Teams by name or path, people by e-mail or employee id. Periods as 2026-03-31, 2026-03, 2026-W11 or 2026-Q1."
		>
			<dl className="flex flex-col gap-4 text-sm">
				{kinds.map(({ title, text, example }) => (
					<div key={title} className="flex min-w-0 flex-col gap-1">
						<dt className="font-medium">{title}</dt>
						<dd className="text-muted">{text}</dd>
						{example && (
							<dd>
								<pre className="rounded-control bg-sunken px-3 py-2 text-xs whitespace-pre-wrap wrap-anywhere">
									{example.join('\n')}
								</pre>
							</dd>
						)}
					</div>
				))}
			</dl>
		</Panel>
	)
}
