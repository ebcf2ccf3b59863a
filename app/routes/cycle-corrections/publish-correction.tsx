import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CorrectionsPage } from './read-page.server.ts'

/** The correction that is under way, and what ending it would do. */
export function PublishCorrection({ page }: { page: CorrectionsPage }) {
	const { cycle, reopened, done, changed, versions, locale, timeZone, idempotencyKey } = page
	if (!cycle.reopenedAt) return null
	const number = (value: number) => formatNumber(value, locale)
	const next = (versions[0]?.version ?? 0) + 1
	return (
		<Panel
			title="Under correction"
			description={`Since ${formatDate(cycle.reopenedAt, locale, timeZone)}: “${cycle.reopenReason ?? ''}”`}
			footer={
				<Form method="post">
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					{changed > 0 ? (
						<Button name="intent" value="publish">
							Publish version {number(next)}
						</Button>
					) : (
						<Button name="intent" value="close" variant="secondary">
							Close without a new version
						</Button>
					)}
				</Form>
			}
		>
			<div className="flex max-w-prose flex-col gap-3 text-sm">
				<p>
					{number(done)} of {number(reopened)} reopened {reopened === 1 ? 'person has' : 'people have'} agreed
					anew.{' '}
					{changed === 0
						? 'No result differs from what is published.'
						: `${number(changed)} ${changed === 1 ? 'result differs' : 'results differ'} from what is published.`}
				</p>
				<p className="text-muted">
					{changed > 0
						? 'Publishing writes a new version beside the earlier ones. Whoever has not agreed anew keeps what is published, and what was given back counts as it was sent. Readers who see groups only keep the earlier version until enough people differ.'
						: 'Closing gives everything back as it was sent and agreed.'}
				</p>
			</div>
		</Panel>
	)
}
