import { ensureBuild } from '#app/server/build.ts'

/** Every start finds the build made, also that of a user who may not write here. */
export default async function setup(): Promise<void> {
	await ensureBuild()
}
