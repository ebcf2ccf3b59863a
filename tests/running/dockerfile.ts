import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import type { Copy, From, Instruction } from 'dockerfile-ast'

const ROOT = path.join(import.meta.dirname, '..', '..')
const NODE = path.join(ROOT, 'node_modules', 'node', 'bin')

/** Everything that the lock file names, as this checkout has it installed already. */
const WHOLE_INSTALL = 'npm ci --ignore-scripts'

/** Users are Docker's alone. */
const OWNER = / && chown \S+ \S+$/

export type Stage = {
	/** Its file system, as far as the Dockerfile makes it: the folder of WORKDIR. */
	folder: string
	baseImage: string
	env: Record<string, string>
	user: string | null
	command: string[]
	healthcheck: string[]
}

/**
 * Follows a Dockerfile without Docker: each stage is a folder below `target`, what is copied is copied, what is run runs
 * there with the Node of this project. Layers, the base image's system and the user are
 * Docker's alone. Returns the stages, the final one last.
 */
export function followDockerfile(target: string): Stage[] {
	const file = DockerfileParser.parse(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8'))
	const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8')
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
	const stages: (Stage & { name: string })[] = []
	for (const instruction of file.getInstructions()) {
		const current = stages.at(-1)
		if (instruction.getKeyword() === 'FROM') {
			const from = instruction as From
			const folder = path.join(target, `stage-${stages.length}`)
			mkdirSync(folder, { recursive: true })
			const name = from.getBuildStage() ?? ''
			stages.push({
				name,
				folder,
				baseImage: from.getImage() ?? '',
				env: {},
				user: null,
				command: [],
				healthcheck: [],
			})
		} else if (current) {
			follow(instruction, current, (name) => {
				const stage = stages.find((each) => each.name === name)
				if (!stage) throw new Error(`The Dockerfile copies from ${name}, which is no stage of it.`)
				return stage.folder
			})
		}
	}
	return stages

	function follow(instruction: Instruction, stage: Stage, folderOf: (name: string) => string): void {
		const text = instruction.getArgumentsContent() ?? ''
		switch (instruction.getKeyword()) {
			case 'COPY': {
				const from = (instruction as Copy).getFromFlag()?.getValue()
				const args = (instruction as Copy).getArguments().map((argument) => argument.getValue())
				const last = inFolder(stage.folder, args.at(-1) ?? '')
				for (const source of args.slice(0, -1)) {
					if (from) copy(inFolder(folderOf(from), source), last, () => true)
					else copy(path.join(ROOT, source), last, (name) => !isIgnored(name, ignored))
				}
				return
			}
			case 'RUN': {
				if (text === WHOLE_INSTALL) {
					symlinkSync(path.join(ROOT, 'node_modules'), path.join(stage.folder, 'node_modules'))
					return
				}
				const { status, stdout, stderr } = spawnSync('sh', ['-c', text.replace(OWNER, '')], {
					cwd: stage.folder,
					encoding: 'utf8',
					env: { ...outside(), ...environment(stage), npm_config_prefer_offline: 'true' },
				})
				if (status !== 0) throw new Error(`RUN ${text} ended with ${status}:\n${stdout}${stderr}`)
				return
			}
			case 'ENV':
				for (const pair of text.split(/\s+/)) {
					const [name = '', value = ''] = pair.split('=')
					stage.env[name] = value
				}
				return
			case 'USER':
				stage.user = text
				return
			case 'CMD':
				stage.command = JSON.parse(text) as string[]
				return
			case 'HEALTHCHECK':
				stage.healthcheck = JSON.parse(text.slice(text.indexOf('['))) as string[]
				return
			case 'WORKDIR':
			case 'EXPOSE':
			case 'STOPSIGNAL':
				return
			default:
				throw new Error(`This test does not know ${instruction.getKeyword()}.`)
		}
	}
}

/** How this machine reaches the registry, which Docker would be told of in its own way. */
function outside(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_ENV$|VITEST|INIT_CWD)/.test(name))
	return Object.fromEntries(kept)
}

/** What a process of the stage sees of the environment. */
export function environment(stage: Stage): Record<string, string | undefined> {
	return { PATH: `${NODE}:${process.env.PATH}`, HOME: process.env.HOME, ...stage.env }
}

/** `/app/build` and `./build` are both below WORKDIR, which is /app in every stage. */
const inFolder = (folder: string, target: string) => path.join(folder, target.replace(/^\/app\//, ''))

/** As COPY does: a file goes into a folder that is named so, what is in a folder goes to its new name. */
function copy(source: string, target: string, isWanted: (name: string) => boolean): void {
	if (!statSync(source).isDirectory()) {
		cpSync(source, path.join(target, path.basename(source)))
		return
	}
	mkdirSync(target, { recursive: true })
	for (const name of readdirSync(source)) {
		cpSync(path.join(source, name), path.join(target, name), {
			recursive: true,
			preserveTimestamps: true,
			filter: (each) => source !== ROOT || isWanted(path.relative(ROOT, each)),
		})
	}
}

function isIgnored(name: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => path.matchesGlob(name, pattern) || name.startsWith(`${pattern}/`))
}

export const has = (stage: Stage, name: string) => existsSync(path.join(stage.folder, name))
