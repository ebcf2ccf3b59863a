import { Bookmark } from 'lucide-react'
import { Link } from 'react-router'
import { fileLinks } from '#app/domain/report/report-kinds.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { LibraryPage } from './read-library.server.ts'

/** One card for each report that the person may read. */
export function ReportCards({ page: { cards } }: { page: LibraryPage }) {
	return (
		<section aria-labelledby="all-reports" className="flex flex-col gap-3">
			<h2 id="all-reports" className="text-lg">
				All reports
			</h2>
			<div className="grid gap-4 md:grid-cols-2">
				{cards.map((card) => (
					<Panel
						key={card.kind}
						headingLevel={3}
						title={
							card.href ? (
								<Link to={card.href} className="link">
									{card.name}
								</Link>
							) : (
								card.name
							)
						}
						description={card.answers}
					>
						{card.href ? (
							<div className="flex flex-wrap items-center gap-3 text-sm">
								{card.about && <span className="text-muted">{card.about}</span>}
								{card.csvHref && (
									<ExportLinks links={fileLinks(card.kind, card.csvHref)} size="small" of={card.name} />
								)}
								<ButtonLink
									to={card.saveHref}
									size="small"
									icon={Bookmark}
									aria-label={`Save ${card.name} under a name`}
								>
									Save
								</ButtonLink>
							</div>
						) : (
							<p className="text-sm text-muted">{nothing(card.kind)}</p>
						)}
					</Panel>
				))}
			</div>
		</section>
	)
}

const nothing = (kind: LibraryPage['cards'][number]['kind']) =>
	kind === 'calibration'
		? 'Opens while a cycle is in calibration.'
		: 'Opens with the first cycle in which you have people.'
