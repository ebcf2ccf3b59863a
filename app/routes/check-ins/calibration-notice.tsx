import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { CheckInsPage } from './read-page.server.ts'

/** Leads a manager to the groups in which their people are compared. */
export function CalibrationNotice({ page: { slug, calibration } }: { page: CheckInsPage }) {
	if (!calibration) return null
	return (
		<Notice
			title={`${calibration.cycleName} is in calibration`}
			actions={
				<ButtonLink to={`/a/${slug}/cycles/${calibration.cycleId}/calibration`} size="small">
					Compare your people
				</ButtonLink>
			}
		>
			You can compare the results of everybody below you, and change a tier with a reason.
		</Notice>
	)
}
