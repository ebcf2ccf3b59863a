import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

/** Makes the view the one that the person begins with: theirs alone, whoever saved it. */
export function DefaultPanel({ isDefault }: { isDefault: boolean }) {
	return (
		<Panel
			title={isDefault ? 'You begin with this view' : 'Begin with this view'}
			description="Your home page shows it, with what you may see in it then. It changes nothing for others."
		>
			<Form method="post">
				<input type="hidden" name="isDefault" value={isDefault ? 'no' : 'yes'} />
				<Button variant="secondary" size="small" name="intent" value="begin">
					{isDefault ? 'Begin with the usual view again' : 'Begin with it'}
				</Button>
			</Form>
		</Panel>
	)
}
