import path from 'node:path'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

/** What most pages need comes in two files. With each icon and each small part in one of its own a page asks for twice as many. */
const together = [
	{ name: 'icons', test: /node_modules\/lucide-react\// },
	{ name: 'shared', test: /\/app\/(?:charts|domain|lib|ui)\/.*\.tsx?$/, minShareCount: 50 },
]

export default defineConfig({
	plugins: [
		tailwindcss(),
		reactRouter(),
		thread('roster-thread', 'app/data/roster-thread.server.ts'),
		thread('import-thread', 'app/data/imports/import-thread.server.ts'),
	],
	// The server's own code is built into the bundle with the routes, so that
	// the connection pool and the request contexts exist once in the process.
	environments: {
		ssr: { build: { rolldownOptions: { input: './app/server/app.ts' } } },
		client: { build: { rolldownOptions: { output: { codeSplitting: { groups: together } } } } },
	},
	optimizeDeps: {
		include: ['@nivo/core', '@nivo/bar', '@nivo/icicle', '@nivo/line', '@nivo/sankey', '@nivo/scatterplot'],
	},
})

/** Builds a file that runs in a thread beside the bundle that starts it. */
function thread(name: string, source: string): Plugin {
	return {
		name: `contour:${name}`,
		apply: 'build',
		applyToEnvironment: (environment) => environment.name === 'ssr',
		buildStart() {
			const id = path.join(import.meta.dirname, source)
			this.emitFile({ type: 'chunk', id, fileName: `${name}.js` })
		},
	}
}
