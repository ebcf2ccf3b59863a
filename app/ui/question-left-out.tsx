import { Notice } from './notice.tsx'

/** Where a question was chosen that the cycle was not asked. */
export function QuestionLeftOut({ cycleName, are }: { cycleName: string; are: 'listed' | 'counted' }) {
	return (
		<Notice title={`${cycleName} was asked by another version of the map`}>
			The question that was chosen is not in it, so all of its questions are {are}. Between versions only
			tiers can be compared.
		</Notice>
	)
}
