/** Why what somebody typed names no person of a plan. */
export const noPersonTexts = {
	nobody: (text: string) =>
		`Nobody here is meant by “${text}”. Enter an e-mail, an employee id or a full name.`,
	several: (text: string) => `Several people are meant by “${text}”. Enter an e-mail or an employee id.`,
}

/** Why somebody who edits a plan as the lead of its team is not its sponsor by their own hand. */
export const ownSponsorText =
	'You edit this plan because you lead its team, so you cannot name yourself: a sponsor closes the phases that the team works on. Name somebody else, or ask HR, an owner or whoever leads above you to name you.'
