import type { AccountSession } from '#app/auth/account-context.server.ts'
import { figureText } from '#app/domain/framework/figure-text.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { fiveAiCodingLevels as framework } from '#seed/frameworks/five-ai-coding-levels.ts'

export function readRoadmap({ account }: AccountSession) {
	const { phases, window, ...rest } = framework.roadmap
	const lengthOf = (key: string) => {
		const figure = framework.figures.find((one) => one.key === key)
		return figure ? figureText(figure, account.locale) : ''
	}
	return {
		...framePage(account, framework),
		...rest,
		phases: phases.map(({ figure, ...phase }) => ({ ...phase, length: lengthOf(figure) })),
		window: { ...window, length: lengthOf(window.figure) },
	}
}

export type RoadmapPage = ReturnType<typeof readRoadmap>
