import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

const FILE = path.join(import.meta.dirname, '..', '..', 'docker-compose.yml')

export type Service = {
	image?: string
	build?: unknown
	user?: string
	command?: string[]
	environment?: Record<string, string>
	ports?: string[]
	volumes?: string[]
	stop_grace_period?: string
	depends_on?: Record<string, { condition: string }>
}
export type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> }

export const composeText = (): string => readFileSync(FILE, 'utf8')

/**
 * The compose file as Docker reads it with these variables.
 *
 * @throws an error with the message of a variable that has to be set and is not
 */
export function readCompose(variables: Record<string, string>): Compose {
	const text = composeText().replaceAll(
		/\$\{(\w+)(?:(:[-?])([^}]*))?\}/g,
		(_, name: string, mark?: string, rest = '') => {
			const value = variables[name]
			if (value) return value
			if (mark === ':?') throw new Error(`${name}: ${rest}`)
			return mark === ':-' ? rest : ''
		},
	)
	return parse(text, { merge: true }) as Compose
}
