// Plain JavaScript, loaded before everything else: an older Node could not read
// the TypeScript that comes after.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const old = major < 22 || (major === 22 && minor < 22)

if (old || !process.features.typescript) {
	const lack = old ? '' : ', started so that it does not read TypeScript'
	process.stderr.write(
		`Contour needs Node 22.22 or newer; this is ${process.versions.node}${lack}. ` +
			'npm ci brings Node 24 by itself, unless it is told --ignore-scripts or --omit=dev: run npm ci without them, then start with npm.\n',
	)
	process.exit(1)
}
