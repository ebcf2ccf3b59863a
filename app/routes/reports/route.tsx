import { requireAccess } from '#app/auth/require-access.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { Route } from './+types/route.ts'
import { readLibrary } from './read-library.server.ts'
import { ReportCards } from './report-cards.tsx'
import { SavedReports } from './saved-reports.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	return readLibrary(requireAccess(context, 'heatmap.read'))
}

export const meta: Route.MetaFunction = () => [{ title: 'Reports · Contour' }]

export default function Reports({ loaderData: page }: Route.ComponentProps) {
	return (
		<div className="stack">
			<PageHeader
				title="Reports"
				description="What each report answers, and the way to it. Each shows what you may see, and no more."
				actions={page.logHref && <ButtonLink to={page.logHref}>Access log of exports</ButtonLink>}
			/>
			<SavedReports page={page} />
			<ReportCards page={page} />
		</div>
	)
}
