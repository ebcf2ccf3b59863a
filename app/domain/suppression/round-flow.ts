import type { Movement } from '#app/domain/report/movement.ts'
import type { CountedWay } from './flow-sides.ts'

const fewestSteps = 5
const most = 25

/**
 * To a multiple of how many people the figures of a flow are rounded: 10, 20, 50, 100 and so on, twice k or more, and a twenty-fifth of who is in both
 * figures or more. Null where so few are in both that little would be left. It follows from numbers that readers are shown.
 */
export function flowStep(inBoth: number, k: number): number | null {
	const least = Math.max(2 * k, inBoth / most)
	for (let unit = 10; ; unit *= 10) {
		const step = [unit, 2 * unit, 5 * unit].find((one) => one >= least)
		if (step !== undefined) return inBoth >= fewestSteps * step ? step : null
	}
}

/** The nearest multiple of an even step; half a step goes up. */
export const roundTo = (count: number, step: number): number => Math.floor((count + step / 2) / step) * step

/** The least and the greatest number of people that are rounded as `count` is. */
export function roundedAlike(count: number, step: number): readonly [number, number] {
	const rounded = roundTo(count, step)
	return [Math.max(0, rounded - step / 2), rounded + step / 2 - 1]
}

/** What readers are told of a flow in round numbers. */
export type RoundedFlow = Omit<Movement, 'flows'> & {
	step: number
	/** From tier to tier, of who is in both figures; none of less than half a step. */
	ways: CountedWay[]
}

/** Whether a way is of people who are in both figures. */
export const isOfBoth = ({ from, to }: CountedWay): boolean => from > 0 && to > 0

/** @param counted who went where, exactly; 0 for who is not in a figure */
export function roundFlow(counted: readonly CountedWay[], step: number): RoundedFlow {
	const sum = (holds: (way: CountedWay) => boolean) =>
		roundTo(
			counted.filter(holds).reduce((people, way) => people + way.people, 0),
			step,
		)
	const direction = (sign: number) => sum((way) => isOfBoth(way) && Math.sign(way.to - way.from) === sign)
	return {
		step,
		compared: sum(isOfBoth),
		...{ up: direction(1), same: direction(0), down: direction(-1) },
		...{ joined: sum(({ from }) => from === 0), gone: sum(({ to }) => to === 0) },
		ways: counted
			.filter(isOfBoth)
			.map((way) => ({ ...way, people: roundTo(way.people, step) }))
			.filter(({ people }) => people > 0),
	}
}
