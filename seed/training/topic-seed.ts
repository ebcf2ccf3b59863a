import type { TopicKind } from '#app/domain/training-topic/topic.ts'

/** An entry as these files write it. */
export type TopicSeed = {
	key: string
	title: string
	description: string
	kind: TopicKind
	hours: number
	capacity?: number
	/** Question keys with the tiers at which the steps begin. */
	serves: Readonly<Record<string, readonly number[]>>
}
