import { Archive, ArchiveRestore } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

/** Archiving can be undone, so it does not ask. */
export function ArchivePanel({ isArchived, version }: { isArchived: boolean; version: number }) {
	return (
		<Panel
			title={isArchived ? 'Archived' : 'Archive'}
			description={
				isArchived
					? 'It is out of the catalogue.'
					: 'Takes it out of the catalogue, so that it stands beside no step. You can put it back.'
			}
		>
			<Form method="post">
				<input type="hidden" name="version" value={version} />
				<Button
					variant="secondary"
					name="intent"
					value={isArchived ? 'restore' : 'archive'}
					icon={isArchived ? ArchiveRestore : Archive}
				>
					{isArchived ? 'Put it back' : 'Archive the topic'}
				</Button>
			</Form>
		</Panel>
	)
}
