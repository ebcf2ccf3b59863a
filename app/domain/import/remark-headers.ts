import { remarkHeaders as ofRoster } from '#app/domain/roster/roster-file.ts'

/** The columns that a CSV of refused rows has besides those of the file. */
export const remarkHeaders: { readonly row: string; readonly reason: string } = ofRoster
