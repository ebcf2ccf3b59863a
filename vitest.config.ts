import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongFilesFirst } from './tests/support/sequencer.ts'

/** What is served is served as in production: React renders several times faster than for development. */
const SERVED = { NODE_ENV: 'production' }

/** Folders whose tests need no database. */
const UNIT = ['domain', 'frameworks', 'ui', 'charts', 'lib', 'house', 'mail']

/** Folders whose tests need a database and a process of their own: they look at all of it, or change what it is. */
const ALONE = ['audit', 'backup', 'cli', 'demo', 'doctor', 'running', 'server', 'tenancy']

const unit = UNIT.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)
const alone = ALONE.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`)
const process = ['tests/process/**/*.test.ts']
const e2e = ['tests/e2e/**/*.test.ts']
const soak = ['tests/soak/**/*.test.ts']

export default defineConfig({
	test: {
		// One waits for the database or a browser while the other works, also where there are two cores only.
		maxWorkers: Math.min(4, Math.max(3, availableParallelism())),
		setupFiles: ['tests/support/console.ts'],
		sequence: { sequencer: LongFilesFirst },
		// Built once and run as it is, like in production.
		server: { deps: { external: [/\/build\/server\//] } },
		projects: [
			{
				test: {
					name: 'unit',
					include: unit,
					// They keep no state, so that a worker reads each module once and not for every file.
					isolate: false,
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'database',
					env: SERVED,
					include: ['tests/**/*.test.{ts,tsx}'],
					exclude: [...configDefaults.exclude, ...unit, ...alone, ...process, ...e2e, ...soak],
					globalSetup: 'tests/global-setup.ts',
					// A file closes what it opens, and the next has a database of its own.
					isolate: false,
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'alone',
					env: SERVED,
					include: alone,
					globalSetup: 'tests/global-setup.ts',
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'process',
					env: SERVED,
					include: process,
					globalSetup: 'tests/process/global-build.ts',
					testTimeout: 120_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'soak',
					env: SERVED,
					include: soak,
					globalSetup: ['tests/global-setup.ts', 'tests/process/global-build.ts'],
					testTimeout: 3_600_000,
					hookTimeout: 120_000,
				},
			},
			{
				test: {
					name: 'e2e',
					env: SERVED,
					include: e2e,
					globalSetup: 'tests/global-setup.ts',
					testTimeout: 180_000,
					hookTimeout: 180_000,
				},
			},
		],
	},
})
