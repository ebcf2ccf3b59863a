import type { ShouldRevalidateFunctionArgs } from 'react-router'
import { statusOfCode } from '#app/lib/app-error.ts'

/**
 * For a route's `shouldRevalidate`: reads the page anew where an action was refused for what somebody else has done, so that
 * the page shows it, and hidden versions and counts fit when the form is sent again. What the action answered stays: asking
 * the router to revalidate afterwards would take it away. Input that is wrong reads nothing: a version that came along with
 * it would pass over a change that nobody was told of.
 */
export function freshAfterRefusal({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
	return actionStatus === statusOfCode.conflict || defaultShouldRevalidate
}
