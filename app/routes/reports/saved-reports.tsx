import { Link } from 'react-router'
import { Badge } from '#app/ui/badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { LibraryPage } from './read-library.server.ts'

/** What the person saved, and what others share with them. */
export function SavedReports({ page: { saved } }: { page: LibraryPage }) {
	return (
		<Panel
			title="Saved reports"
			description="A report as you left it, under a name of yours. One that is shared shows each reader only what that reader may see."
		>
			{saved.length === 0 ? (
				<p className="text-sm text-muted">
					Nothing is saved yet. Open a report, choose what it is to show, and save it under a name.
				</p>
			) : (
				<ul className="flex flex-col divide-y divide-line">
					{saved.map((report) => (
						<li key={report.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
							<Link to={report.href} className="link min-w-0 font-medium wrap-anywhere">
								<bdi>{report.name}</bdi>
							</Link>
							<span className="text-muted">{report.kindName}</span>
							{report.isDefault && <Badge>You begin here</Badge>}
							{report.isOwn ? (
								report.isShared && <Badge>Shared</Badge>
							) : (
								<span className="text-muted">
									shared by <bdi>{report.ownerName}</bdi>
								</span>
							)}
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}
