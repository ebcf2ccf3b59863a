import { Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'

export function DiscardForm() {
	return (
		<Form method="post">
			<Button variant="quiet" icon={Trash2} name="intent" value="discard">
				Lay it aside
			</Button>
		</Form>
	)
}
