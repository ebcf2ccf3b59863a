import { Download } from 'lucide-react'
import { Form, useLocation } from 'react-router'
import { exportFormats, formatNames, mostRowsAtOnce } from '#app/domain/job/export-format.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { NeedsPage } from './read-page.server.ts'

/** Everything that is filtered as a file: at once, or, where that takes long, prepared behind the page. */
export function ExportButtons({
	page: { slug, cycle, list, prepared, idempotencyKey },
}: {
	page: NeedsPage
}) {
	const { search } = useLocation()
	const filter = changeSearch(search, { cycle: cycle.ref, page: null })
	const isAtOnce = (format: (typeof exportFormats)[number]) => (list?.total ?? 0) <= mostRowsAtOnce[format]
	const toPrepare = exportFormats.filter(
		(format) => (format === 'csv' || !isAtOnce(format)) && !prepared.formats.includes(format),
	)
	return (
		<>
			{exportFormats.filter(isAtOnce).map((format) => (
				<ButtonLink
					key={format}
					to={`/a/${slug}/reports/training-needs.${format}${filter}`}
					variant={format === 'csv' ? 'primary' : undefined}
					icon={Download}
					reloadDocument
				>
					Export as {formatNames[format]}
				</ButtonLink>
			))}
			{toPrepare.map((format) => (
				<Form key={format} method="post" action={filter}>
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					<input type="hidden" name="format" value={format} />
					<Button variant="quiet">
						{format === 'csv' ? 'Prepare it for later' : `Prepare as ${formatNames[format]}`}
					</Button>
				</Form>
			))}
		</>
	)
}
