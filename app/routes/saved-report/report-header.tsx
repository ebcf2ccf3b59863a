import { ArrowRight } from 'lucide-react'
import { fileLinks } from '#app/domain/report/report-kinds.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { ReportPage } from './read-page.server.ts'

export function ReportHeader({ page }: { page: ReportPage }) {
	const { root, name, kindName, answers, address, lines, isOwn, ownerName } = page
	return (
		<>
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Reports', href: `${root}/reports` }, { label: name }]} />}
				title={<bdi>{name}</bdi>}
				description={`${kindName}: ${answers}`}
				asOf={[...(isOwn ? [] : [`Shared by ${ownerName}`]), ...lines].join(' · ')}
				actions={
					address && (
						<>
							{address.csvHref && <ExportLinks links={fileLinks(page.kind, address.csvHref)} />}
							<ButtonLink to={address.href} variant="primary" icon={ArrowRight}>
								Open the report
							</ButtonLink>
						</>
					)
				}
			/>
			{!address && <p className="text-muted">It opens with the first cycle in which you have people.</p>}
		</>
	)
}
