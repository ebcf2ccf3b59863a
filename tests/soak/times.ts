/** How often a soak test does its thing: all of it in `npm run test:soak`, a seeded part of it in `npm test`. */
export const times = (all: number, part: number): number => (process.env.TEST_SOAK === 'full' ? all : part)
