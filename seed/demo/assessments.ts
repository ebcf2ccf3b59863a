/** What the sample's teams agreed in the last published quarters, the older one first. */
export type SampleAssessments = {
	teamKey: string
	/** AI coding levels, claimed and shown; for teams that build product features. */
	levels?: readonly { claimed: number; shown: number }[]
	/** Rungs of the agentic ladder, with whether the trap was recognized; for engineering teams. */
	rungs: readonly { rung: number; trapRecognized: boolean }[]
	isRegulated?: true
}

const level = (claimed: number, shown: number) => ({ claimed, shown })
const rung = (number: number, trapRecognized: boolean) => ({ rung: number, trapRecognized })

/**
 * One team climbs, one claims level 3 without the minimal stack, one stands still; and one says that it is at Workflows while
 * most of its people work at tier 1.
 */
export const sampleAssessments: readonly SampleAssessments[] = [
	{ teamKey: 'platform', rungs: [rung(3, true), rung(4, false)] },
	{
		teamKey: 'payments',
		levels: [level(2, 1), level(3, 2)],
		rungs: [rung(2, true), rung(3, true)],
		isRegulated: true,
	},
	{ teamKey: 'mobile', levels: [level(1, 1), level(2, 1)], rungs: [rung(2, false), rung(2, true)] },
	{ teamKey: 'data', levels: [level(3, 3), level(4, 3)], rungs: [rung(3, false), rung(4, true)] },
	{ teamKey: 'developer-experience', rungs: [rung(4, true), rung(5, true)] },
	{ teamKey: 'integrations', levels: [level(1, 0), level(1, 0)], rungs: [rung(3, false), rung(4, false)] },
	{ teamKey: 'design-systems', rungs: [rung(2, false), rung(3, false)] },
]

/** The team whose views of the running quarter are coming in. */
export const runningAssessmentTeam = 'payments'
