import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

const projects = ['soak', 'process', 'e2e', 'alone', 'database', 'unit']

/** Projects whose files take long begin, so that no such file is left to one worker at the end while the others have nothing to do. */
export class LongFilesFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const placeOf = ({ project }: TestSpecification) => projects.indexOf(project.name)
		return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
	}
}
