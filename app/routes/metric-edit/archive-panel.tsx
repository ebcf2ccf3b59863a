import { Archive, ArchiveRestore } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

/** Archiving can be undone, so it does not ask. */
export function ArchivePanel({ isArchived }: { isArchived: boolean }) {
	return (
		<Panel
			title={isArchived ? 'Archived' : 'Archive'}
			description={
				isArchived
					? 'It is out of the lists. Its values are kept.'
					: 'Takes it out of the lists. Its values are kept, and you can put it back.'
			}
		>
			<Form method="post">
				<Button
					variant="secondary"
					name="intent"
					value={isArchived ? 'restore' : 'archive'}
					icon={isArchived ? ArchiveRestore : Archive}
				>
					{isArchived ? 'Put it back' : 'Archive the metric'}
				</Button>
			</Form>
		</Panel>
	)
}
