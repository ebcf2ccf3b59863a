import { Breadcrumbs } from './breadcrumbs.tsx'
import { Notice } from './notice.tsx'
import { OriginBadge } from './origin-badge.tsx'
import { PageHeader } from './page-header.tsx'
import { OnThisPage } from './reading.tsx'
import { Tabs } from './tabs.tsx'
import { formatNumber } from './format.tsx'

/** The pages of each team framework below its own address; the first is that address itself. */
const pages = {
	'five-ai-coding-levels': [
		['', 'The five levels'],
		['building', 'Building up'],
		['metrics', 'Metrics'],
		['roadmap', 'Roadmap'],
		['figures', 'Figures and sources'],
	],
	'agentic-engineering-ladder': [
		['', 'The ladder'],
		['figures', 'Figures and sources'],
	],
} as const

export type FrameworkHead = {
	key: keyof typeof pages
	title: string
	version: number
	audience: { text: string; origin: 'contour' }
	lensNote: { text: string; origin: 'contour' }
}

/** At the top of every page of a team framework: where one is, and of which scale its numbers are. */
export function FrameworkHeader({
	slug,
	locale,
	framework,
	page,
	title,
	description,
	parts,
}: {
	slug: string
	locale: string
	framework: FrameworkHead
	/** The end of the page's address; '' for the framework's own. */
	page: string
	/** Named on the pages below the first. */
	title?: string
	description: string
	/** Sections of a long page, to jump to. */
	parts?: { label: string; id: string }[]
}) {
	const root = `/a/${slug}/frameworks`
	const here = `${root}/${framework.key}`
	return (
		<div className="flex flex-col gap-4">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: root },
							...(title
								? [{ label: framework.title, href: here }, { label: title }]
								: [{ label: framework.title }]),
						]}
					/>
				}
				title={title ?? framework.title}
				description={description}
				asOf={`${title ? `${framework.title}, version` : 'Version'} ${formatNumber(framework.version, locale)}`}
				below={
					<Tabs
						label="Parts of the framework"
						items={pages[framework.key].map(([end, label]) => ({
							label,
							href: end === '' ? here : `${here}/${end}`,
							current: end === page,
						}))}
					/>
				}
			/>
			<Notice title={framework.audience.text} actions={<OriginBadge origin={framework.lensNote.origin} />}>
				{framework.lensNote.text}
			</Notice>
			{parts && <OnThisPage parts={parts} />}
		</div>
	)
}
