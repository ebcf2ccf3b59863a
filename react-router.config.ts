import type { Config } from '@react-router/dev/config'

export default {
	appDirectory: 'app',
	ssr: true,
	// Where forms come from is checked in one place, for every route: sameOriginMiddleware of the root. The framework's
	// own check knows neither CONTOUR_BASE_URL nor resource routes, and answers as if something had broken.
	allowedActionOrigins: ['**'],
} satisfies Config
