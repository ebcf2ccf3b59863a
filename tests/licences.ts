import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'

/** `npm run licences` writes docs/licences.md: under which licence each package that serves in production comes. */
const ROOT = path.join(import.meta.dirname, '..')
const FILE = path.join(ROOT, 'docs', 'licences.md')

/** Licences that ask for no more than their text and the names of the authors, in what is distributed. */
const ALLOWED = new Set([
	...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Unlicense'],
	...['BlueOak-1.0.0', 'CC0-1.0', 'Python-2.0', 'Zlib'],
	// A font, which may be served with anything.
	'OFL-1.1',
])

/** What names none where it should, by the licence in its files. */
const READ = new Map([['png-js 2.0.0', 'MIT']])

type Locked = Record<
	string,
	{ version: string; license?: string; dev?: boolean; optional?: boolean; devOptional?: boolean }
>

export type Licences = { text: string; refused: string[]; count: number }

/**
 * Reads the lock file, so that it says the same on every platform: what is in the image, and what npm start needs beside
 * it on one (the embedded PostgreSQL and argon2's binaries).
 */
export function listLicences(): Licences {
	const locked = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages as Locked
	const all = Object.entries(locked)
		.filter(([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional)
		.map(([place, { version, license }]) => {
			const name = `${place.replace(/^.*node_modules\//, '')} ${version}`
			return { name, licence: license ?? READ.get(name) ?? 'none named' }
		})
	const byLicence = Map.groupBy(all, ({ licence }) => licence)
	const sections = [...byLicence.keys()].toSorted().map((licence) => {
		const names = [...new Set(byLicence.get(licence)?.map(({ name }) => name))].toSorted()
		return `## ${licence}\n\n${names.join(', ')}\n`
	})
	const head =
		'# Licences\n\nThe packages that serve Contour in production, by licence, as `package-lock.json` names them. Made by `npm run licences`;\na test holds it to the lock file and to the licences that may be used. What only builds or tests is not distributed.\n'
	return {
		text: `${head}\n${sections.join('\n')}`,
		refused: all
			.filter(({ licence }) => !isAllowed(licence))
			.map(({ name, licence }) => `${name}: ${licence}`),
		count: all.length,
	}
}

/** `A OR B` is ours to choose, `A AND B` is both. */
function isAllowed(expression: string): boolean {
	return expression
		.replaceAll(/[()]/g, '')
		.split(/ OR /i)
		.some((choice) => choice.split(/ AND /i).every((licence) => ALLOWED.has(licence.trim())))
}

if (import.meta.main) {
	const { text, refused, count } = listLicences()
	const options = await resolveConfig(FILE)
	writeFileSync(FILE, await format(text, { ...options, parser: 'markdown' }))
	console.log(`${count} packages.`)
	for (const line of refused) console.error(`Not allowed: ${line}`)
	process.exitCode = refused.length > 0 ? 1 : 0
}
