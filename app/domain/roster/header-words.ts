import type { RosterField } from './roster-mapping.ts'

/** A manager column whose cells tell whether they are e-mails, ids or names. */
export type GuessedField = RosterField | 'manager' | 'attribute'

/**
 * Headers by `wordsOf`, best first, as the exports of common HR systems and their German and French versions call them:
 * Workday, BambooHR, Personio, HiBob, SAP SuccessFactors, ADP, Rippling, UKG, Deel, Oracle HCM.
 */
export const headerWords: Record<GuessedField, readonly string[]> = {
	name: listed(`
		full name, name, employee name, worker name, display name, worker, employee, legal name, legal full
		name, full legal name, preferred name, preferred full name, payroll name, person, vollstandiger
		name, mitarbeiter, mitarbeitername, mitarbeitender, anzeigename, nom complet, nom et prenom, nom
		prenom, salarie, collaborateur, employe
	`),
	firstName: listed(`
		first name, preferred first name, given name, forename, legal first name, firstname, vorname,
		rufname, prenom
	`),
	lastName: listed(`
		last name, surname, family name, legal last name, lastname, preferred last name, nachname,
		familienname, nom de famille, nom
	`),
	email: listed(`
		work email, email, e mail, email address, work email address, company email, business email, primary
		email, primary work email, email primary work, business email information email address, work
		contact work email, user email, e mail address, mail, username, e mail adresse, geschaftliche e
		mail, dienstliche e mail, e mail geschaftlich, firmen e mail, adresse e mail, adresse email,
		courriel, email professionnel, adresse mail
	`),
	externalId: listed(`
		employee id, worker id, employee number, personnel number, person number, associate id, user
		employee id, external id, staff id, person id, person id external, employee no, emp id, employee
		code, eeid, user id, userid, file number, payroll id, id, number, personalnummer, personal nr,
		personalnr, pers nr, mitarbeiternummer, mitarbeiter nr, mitarbeiter id, matricule, numero d employe,
		numero employe, numero de salarie
	`),
	jobTitle: listed(`
		business title, job title, title, position title, position, job, job profile, role, designation, job
		name, primary job, stelle, stellenbezeichnung, funktionsbezeichnung, jobtitel, berufsbezeichnung,
		intitule du poste, poste, fonction, titre, emploi
	`),
	department: listed(`
		role family,
		department, department name, home department, job family, job family group, function, business
		function, division, business unit, job function, dept, abteilung, fachbereich, bereich, funktion,
		departement, service, direction, pole, cost center, cost centre, cost center name, kostenstelle,
		centre de cout
	`),
	team: listed(`
		team, team name, team path, supervisory organization, supervisory org, organization, organisation,
		org unit, organizational unit, organisational unit, organization unit, group, squad,
		organisationseinheit, teamname, gruppe, equipe, nom de l equipe, unite organisationnelle
	`),
	parentTeam: listed(`
		parent team, parent organization, parent organisation, superior organization, parent org unit,
		parent department, ubergeordnetes team, ubergeordnete organisationseinheit, ubergeordnete abteilung,
		equipe parente, equipe superieure
	`),
	manager: listed(`
		manager, reports to, line manager, supervisor, direct manager, worker s manager, reporting manager,
		reporting to, people manager, direct supervisor, vorgesetzter, vorgesetzte, fuhrungskraft, direkter
		vorgesetzter, berichtet an, responsable, superieur, superieur hierarchique, responsable
		hierarchique, n 1
	`),
	managerEmail: listed(`
		manager email, manager e mail, manager email address, manager s email, manager work email,
		supervisor email, supervisor e mail, supervisor email address, line manager email, line manager e
		mail, reports to email, reporting manager email, direct manager email, email of manager,
		vorgesetzter e mail, vorgesetzten e mail, e mail vorgesetzter, e mail des vorgesetzten,
		fuhrungskraft e mail, email du responsable, e mail du responsable, email responsable, email manager
	`),
	managerExternalId: listed(`
		manager id, manager employee id, manager s employee id, manager worker id, manager number, manager
		employee number, supervisor id, supervisor employee id, supervisor employee number, line manager id,
		line manager employee id, reports to id, reports to associate id, reports to employee id, reports to
		position id, manager user sysid, manager userid, manager user id, manager person number,
		vorgesetzter personalnummer, personalnummer vorgesetzter, personalnummer des vorgesetzten,
		vorgesetzten id, matricule du responsable, matricule responsable, matricule manager
	`),
	managerName: listed(`
		manager name, manager s name, manager full name, supervisor name, line manager name, reports to
		name, reporting manager name, direct manager name, name vorgesetzter, name des vorgesetzten,
		vorgesetzter name, nom du responsable, nom du manager
	`),
	startedOn: listed(`
		first day, first day of work,
		hire date, start date, original hire date, most recent hire date, latest hire date, last hire date,
		date of hire, date hired, employment start date, joining date, date of joining, join date, started
		on, entry date, seniority date, eintrittsdatum, eintritt, einstellungsdatum, startdatum, beginn,
		date d embauche, date d entree, date de debut, date d arrivee
	`),
	leftOn: listed(`
		termination date, end date, last day of work, last working day, leave date, leaving date, employment
		end date, date of termination, last day, left on, exit date, separation date, contract end date,
		austrittsdatum, austritt, enddatum, kundigungsdatum, letzter arbeitstag, date de sortie, date de
		depart, date de fin, fin de contrat
	`),
	attribute: listed(`
		location, office, work location, location name, site, city, country, region, employment type, worker
		type, employee type, time type, full time part time, grade, level, job level, management level,
		standort, land, arbeitsort, beschaftigungsart, niederlassung, lieu, lieu de travail, pays, ville,
		type de contrat, legal entity, company, sub company, subcompany
	`),
}

function listed(headers: string): readonly string[] {
	return headers.split(',').map((words) => words.replace(/\s+/g, ' ').trim())
}
