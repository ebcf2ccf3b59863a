import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
	plugins: [tailwindcss(), reactRouter()],
	// The server's own code is built into the bundle with the routes, so that
	// the connection pool and the request contexts exist once in the process.
	environments: {
		ssr: { build: { rolldownOptions: { input: './app/server/app.ts' } } },
	},
	optimizeDeps: { include: ['@nivo/core', '@nivo/bar'] },
})
