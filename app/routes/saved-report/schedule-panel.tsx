import { Form } from 'react-router'
import {
	longestMonth,
	reportRhythms,
	rhythmNames,
	weekdayNames,
	type ReportSchedule,
} from '#app/domain/report/schedule.ts'
import { Button } from '#app/ui/button.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { ReportAnswer } from './actions.server.ts'
import type { ReportPage } from './read-page.server.ts'

const standard: ReportSchedule = { rhythm: 'monthly', day: 1, hour: 8 }

/** When the person is told of the report by mail, and how that stops. */
export function SchedulePanel({ page, answer }: { page: ReportPage; answer: ReportAnswer | undefined }) {
	const { schedule, timeZone, locale } = page
	const { rhythm, day, hour } = schedule ?? standard
	const isOn = schedule !== null && schedule.stoppedAt === null
	return (
		<Panel
			id="by-mail"
			title="By mail"
			description="A mail that it is time, with a link to this page. It holds no figures and no names."
		>
			<div className="flex flex-col gap-5">
				{schedule?.stoppedAt && (
					<Notice tone="warning" title="The mails stopped">
						You could not read this report at{' '}
						<TimeText value={schedule.stoppedAt} locale={locale} timeZone={timeZone} />. Save again to begin
						anew.
					</Notice>
				)}
				{isOn && (
					<div className="flex flex-wrap items-center justify-between gap-3 text-sm">
						<p>
							{schedule.nextAt ? (
								<>
									The next mail comes on{' '}
									<TimeText value={schedule.nextAt} locale={locale} timeZone={timeZone} style="dateTime" />.
								</>
							) : (
								'The next mail comes after the next publication.'
							)}
						</p>
						<Form method="post">
							<Button variant="secondary" size="small" name="intent" value="stop">
								Stop these mails
							</Button>
						</Form>
					</div>
				)}
				<Form method="post" key={schedule?.version ?? 0} className="flex flex-col items-start gap-5 *:w-full">
					<input type="hidden" name="intent" value="schedule" />
					<input type="hidden" name="version" value={schedule?.version ?? 0} />
					<SelectField
						name="rhythm"
						label="How often"
						defaultValue={rhythm}
						options={reportRhythms.map((value) => ({ value, label: rhythmNames[value] }))}
					/>
					<SelectField
						name="weekday"
						label="On, if every week"
						defaultValue={rhythm === 'weekly' ? day : 1}
						options={weekdayNames.map((label, index) => ({ value: String(index + 1), label }))}
					/>
					<TextField
						type="number"
						name="monthDay"
						label="Day of the month, if every month or quarter"
						hint="Of a quarter its first month counts; of a shorter month its last day."
						min={1}
						max={longestMonth}
						defaultValue={rhythm === 'weekly' ? 1 : day}
						errors={answer?.errors['monthDay']}
					/>
					<SelectField
						name="hour"
						label="Hour"
						hint={`In the time zone of the account, ${timeZone}.`}
						defaultValue={hour}
						options={Array.from({ length: 24 }, (_, value) => ({
							value: String(value),
							label: `${String(value).padStart(2, '0')}:00`,
						}))}
					/>
					<Button className="w-fit!">{isOn ? 'Save' : 'Tell me by mail'}</Button>
				</Form>
			</div>
		</Panel>
	)
}
