import { Download, UserX } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = { url: string; mayTake: boolean; mayErase: boolean }

/** What a person may ask for by law: everything about them, and to be forgotten. */
export function DataPanel({ url, mayTake, mayErase }: Props) {
	if (!mayTake && !mayErase) return null
	return (
		<Panel
			title="Their data"
			description="For somebody who asks what is held about them, or to be forgotten. Taking the file stands in the audit log."
		>
			<div className="flex flex-wrap gap-3">
				{mayTake && (
					<>
						<ButtonLink to={`${url}/record.pdf`} icon={Download} reloadDocument download>
							Everything as PDF
						</ButtonLink>
						<ButtonLink to={`${url}/record.json`} icon={Download} reloadDocument download>
							As JSON
						</ButtonLink>
					</>
				)}
				{mayErase && (
					<ButtonLink to={`${url}/erase`} variant="secondary" icon={UserX}>
						Erase
					</ButtonLink>
				)}
			</div>
		</Panel>
	)
}
