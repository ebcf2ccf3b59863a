import { RadioCards } from '#app/ui/radio-cards.tsx'
import type { LevelPart } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'
import { errorsOf, shownValue } from './sent-fields.ts'

type Props = {
	legend: string
	hint: string
	levels: LevelPart['levels']
	stored: number | null | undefined
	answer: AssessmentAnswer | undefined
}

/** The AI coding level that is claimed; none yet is a level too. */
export function LevelChoice({ legend, hint, levels, stored, answer }: Props) {
	return (
		<RadioCards
			name="claimed"
			legend={legend}
			hint={hint}
			defaultValue={shownValue(answer, 'claimed', stored)}
			errors={errorsOf(answer, 'claimed')}
			options={[
				{ value: '0', title: 'None yet', text: 'Not even level 1 describes the team.' },
				...levels.map(({ level, name, definition }) => ({
					value: String(level),
					title: `Level ${level} · ${name}`,
					text: definition,
				})),
			]}
		/>
	)
}
