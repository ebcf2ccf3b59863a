import { Power, PowerOff, Send } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	isOn: boolean
	/** Until then the secret before signs as well. */
	previousUntil: Date | null
	idempotencyKey: string
	locale: string
	timeZone: string
}

/** What can be done with a webhook besides changing it. */
export function WebhookControls({ isOn, previousUntil, idempotencyKey, locale, timeZone }: Props) {
	return (
		<>
			<Panel
				title="Secret"
				description="Each message is signed with it, so that its program can tell that it comes from here."
				className="max-w-form"
			>
				{previousUntil && (
					<p className="mb-4 text-sm">
						The secret before signs as well until{' '}
						<TimeText value={previousUntil} locale={locale} timeZone={timeZone} style="dateTime" />.
					</p>
				)}
				<Confirm
					label="Give it another secret"
					text="Messages are signed with both secrets for a day: put the new one into the program until then. If you did that already today, the one from before that holds no more."
				>
					<Form method="post">
						<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
						<Button variant="danger" size="small" name="intent" value="rotate">
							Make the new secret
						</Button>
					</Form>
				</Confirm>
			</Panel>
			<Panel
				title={isOn ? 'It is on' : 'It is off'}
				description={
					isOn
						? 'Switched off, it is told of nothing that happens meanwhile; what waits goes out once it is on again.'
						: 'It is told of nothing that happens meanwhile.'
				}
				className="max-w-form"
			>
				<div className="flex flex-wrap items-start gap-3">
					<Form method="post" className="flex flex-wrap gap-3">
						{isOn && (
							<Button variant="secondary" name="intent" value="test" icon={Send}>
								Send a test
							</Button>
						)}
						<Button
							variant="secondary"
							name="intent"
							value={isOn ? 'off' : 'on'}
							icon={isOn ? PowerOff : Power}
						>
							{isOn ? 'Switch it off' : 'Switch it on'}
						</Button>
					</Form>
					{!isOn && (
						<Confirm
							label="Remove it"
							text="Its secret and the log of what it was told are gone, and what waits is never sent."
						>
							<Form method="post">
								<Button variant="danger" size="small" name="intent" value="remove">
									Remove the webhook
								</Button>
							</Form>
						</Confirm>
					)}
				</div>
			</Panel>
		</>
	)
}
