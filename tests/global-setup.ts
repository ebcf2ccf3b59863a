import type { TestProject } from 'vitest/node'
import { startTestDatabases } from './support/test-cluster.ts'
import type { TestCluster } from './support/test-cluster.ts'

declare module 'vitest' {
	export interface ProvidedContext {
		testCluster: TestCluster
	}
}

/** One PostgreSQL for all test files, with a migrated template that each of them clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { cluster, stop } = await startTestDatabases()
	project.provide('testCluster', cluster)
	return stop
}
