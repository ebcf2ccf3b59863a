import { Download } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'

/** To the CSV of exactly what the tab has filtered. */
export function ExportLink({ to }: { to: string }) {
	return (
		<ButtonLink to={to} size="small" icon={Download} reloadDocument>
			CSV
		</ButtonLink>
	)
}
