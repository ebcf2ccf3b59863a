/** The key of the skill progression map, as addresses and versions name it. Pages take it along to the browser, not the map. */
export const mapKey = 'skill-progression-map'
