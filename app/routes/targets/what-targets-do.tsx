import { Panel } from '#app/ui/panel.tsx'
import type { TargetsPage } from './route.tsx'

export function WhatTargetsDo({ page: { publishedName, runningName } }: { page: TargetsPage }) {
	return (
		<Panel title="What a target does">
			<ul className="flex max-w-prose list-disc flex-col gap-1.5 ps-4 text-sm marker:text-line-strong">
				<li>
					The nearest one holds: a person’s own; else that of their team, or of the next team above it that
					has one; else their family’s; else the company’s.
				</li>
				<li>
					Training needs are the steps of half a tier between what was agreed on a question and the target.
				</li>
				<li>
					{runningName
						? `When ${runningName} is published, it keeps the targets that stand here on that day.`
						: 'A cycle keeps the targets that stand here on the day of its publication.'}
				</li>
				<li>
					{publishedName
						? `${publishedName} and every cycle before it keep theirs: nothing that you change here moves them. Only people for whom no target held then are measured against what holds now.`
						: 'After that, nothing that you change here moves its training needs.'}
				</li>
				<li>A target is about a way of working. It is nobody’s grade.</li>
			</ul>
		</Panel>
	)
}
