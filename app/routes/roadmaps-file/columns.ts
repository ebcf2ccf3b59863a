import { column } from '#app/lib/sheet/cell-columns.ts'

const level = { type: 'number', width: 9 } as const
const share = { type: 'percent', decimals: 1, width: 9, paper: 8 } as const
const day = { type: 'day', width: 12 } as const

/** Of the portfolio as a file: names and order stay, a new column comes at the end. */
export const roadmapColumns = [
	column('plan', 'Plan', { width: 32, paper: 17 }),
	column('team', 'Team', { width: 24, paper: 14 }),
	column('teams_below', 'And teams below', { width: 10 }),
	column('lens', 'Lens', { width: 16, paper: 9 }),
	column('start_level', 'Start level', level),
	column('target_level', 'Target level', { ...level, paper: 8 }),
	column('planned_level', 'Planned level', { ...level, paper: 8 }),
	column('reached_level', 'Reached level', { ...level, paper: 8 }),
	column('reached_in', 'Reached in', { width: 12 }),
	column('phase', 'Phase', { width: 16, paper: 14 }),
	column('standing', 'Standing', { width: 14, paper: 9 }),
	column('because', 'Because', { width: 50, paper: 21 }),
	column('planned_share', 'Planned so far', share),
	column('done_share', 'Done so far', share),
	column('forecast', 'Forecast', { ...day, paper: 9 }),
	column('forecast_earliest', 'Forecast, earliest', day),
	column('forecast_latest', 'Forecast, latest', day),
	column('starts_on', 'Starts on', day),
	column('ends_on', 'Ends on', { ...day, paper: 9 }),
	column('owner', 'Owner', { width: 24, paper: 11 }),
	column('state', 'State', { width: 10 }),
]
