import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
	plugins: [tailwindcss(), reactRouter()],
	// The server's own code is built into the bundle with the routes, so that
	// the connection pool and the request contexts exist once in the process.
	// A thread is a program of its own beside it.
	environments: {
		ssr: {
			build: {
				rolldownOptions: {
					input: { index: './app/server/app.ts', 'roster-thread': './app/data/roster-thread.server.ts' },
					output: { entryFileNames: '[name].js' },
				},
			},
		},
	},
	optimizeDeps: { include: ['@nivo/core', '@nivo/bar'] },
})
