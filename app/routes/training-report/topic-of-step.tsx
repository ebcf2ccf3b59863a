import { Link } from 'react-router'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { ReportPage, ReportRow } from './read-page.server.ts'

/** By which topic a step is counted, and the way to choose another. */
export function TopicOfStep({ row, page }: { row: ReportRow; page: ReportPage }) {
	const { slug, choosesTopics } = page
	const { topic, familyId, questionKey, fromHalfSteps } = row
	const step = new URLSearchParams({
		...{ family: familyId ?? '', question: questionKey ?? '' },
		step: String(tierOf(fromHalfSteps ?? 0)),
	})
	return (
		<span>
			{topic ? (
				<Link to={`/a/${slug}/training-topics/${topic.topicId}`} className="link">
					<bdi>{topic.title}</bdi>
				</Link>
			) : (
				<span className="text-muted">No topic yet</span>
			)}
			{topic && choosesTopics && (
				<>
					<span className="block text-muted">{topic.isChosen ? 'Chosen' : 'By the rule'}</span>
					<Link to={`/a/${slug}/reports/training-needs/step-topic?${step}`} className="link block">
						Change
						<span className="sr-only"> the topic of this step</span>
					</Link>
				</>
			)}
		</span>
	)
}
