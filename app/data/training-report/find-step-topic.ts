import type { StepTopic } from './list-step-topics.server.ts'

type Step = { [Key in 'familyId' | 'questionKey' | 'fromHalfSteps']: StepTopic[Key] | null }

/** Finds the topic by which the step of a row is counted; null where it is of no step, or none serves it. */
export const findStepTopic =
	(topics: readonly StepTopic[]) =>
	({ familyId, questionKey, fromHalfSteps }: Step): StepTopic | null =>
		topics.find(
			(one) =>
				one.familyId === familyId && one.questionKey === questionKey && one.fromHalfSteps === fromHalfSteps,
		) ?? null
