import { execFile } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** LibreOffice with a profile of its own, of which nothing else may be open. */
const soffice = (folder: string, ...args: string[]) =>
	execute('soffice', [
		...['--headless', '--norestore', `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile'))}`],
		...args,
	])

export const isSpreadsheetThere = (): Promise<boolean> =>
	execute('soffice', ['--version']).then(
		() => true,
		() => false,
	)

const doctype = (kind: string, dtd: string) =>
	`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ${kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${dtd}">`

const library = `${doctype('library:library', 'library.dtd')}
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
	<library:element library:name="Pivot"/>
</library:library>`

/** Opens a file and averages one of its columns, with the one in rows and the other in columns, as somebody does by hand. */
const macro = `${doctype('script:module', 'module.dtd')}
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Pivot" script:language="StarBasic">
Function Named(name, value)
	Dim one As New com.sun.star.beans.PropertyValue
	one.Name = name
	one.Value = value
	Named = one
End Function
Sub Run(source, target, rows, inRows, inColumns, averaged)
	Dim cells As New com.sun.star.table.CellRangeAddress
	Dim place As New com.sun.star.table.CellAddress
	csv = Named("FilterName", "Text - txt - csv (StarCalc)")
	hidden = Named("Hidden", True)
	If Right(source, 4) = ".csv" Then
		opening = Array(hidden, csv, Named("FilterOptions", "44,34,76,1"))
	Else
		opening = Array(hidden)
	End If
	doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, opening)
	doc.Sheets.insertNewByName("Pivot", 1)
	pivots = doc.Sheets.getByIndex(1).getDataPilotTables()
	made = pivots.createDataPilotDescriptor()
	cells.EndColumn = CLng(averaged)
	cells.EndRow = CLng(rows)
	made.setSourceRange(cells)
	fields = made.getDataPilotFields()
	fields.getByIndex(CLng(inRows)).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.ROW
	fields.getByIndex(CLng(inColumns)).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.COLUMN
	fields.getByIndex(CLng(averaged)).Orientation = com.sun.star.sheet.DataPilotFieldOrientation.DATA
	fields.getByIndex(CLng(averaged)).Function = com.sun.star.sheet.GeneralFunction.AVERAGE
	place.Sheet = 1
	pivots.insertNewByName("Heatmap", place, made)
	doc.storeToURL(target, Array(csv, Named("FilterOptions", "44,34,76,1,,0,false,true,false,false,false,2")))
	doc.close(True)
End Sub
</script:module>`

/** Makes the profile in an empty folder. */
export async function preparePivot(folder: string): Promise<void> {
	await soffice(folder, '--terminate_after_init')
	// Its first start writes a library of its own in their place.
	const standard = path.join(folder, 'profile', 'user', 'basic', 'Standard')
	writeFileSync(path.join(standard, 'script.xlb'), library)
	writeFileSync(path.join(standard, 'Pivot.xba'), macro)
}

/** A file of people with a header: what the pivot has in rows and in columns, and the last column, which it averages, from 0. */
export type PivotOf = { file: string; rows: number; inRows: number; inColumns: number; averaged: number }

/** Starts LibreOffice, which opens a file in the folder, pivots it and writes the pivot beside it. */
export async function pivotFile(folder: string, of: PivotOf): Promise<void> {
	const made = path.join(folder, 'pivot-Pivot.csv')
	rmSync(made, { force: true })
	const [source, target] = [of.file, path.join(folder, 'pivot.csv')].map((one) => String(pathToFileURL(one)))
	const args = [source, target, of.rows, of.inRows, of.inColumns, of.averaged].map((arg) => `"${arg}"`)
	await soffice(folder, `macro:///Standard.Pivot.Run(${args.join()})`)
	if (!existsSync(made)) throw new Error('LibreOffice wrote no pivot.')
}

/** Writes a CSV in the folder anew as the workbook that a spreadsheet keeps. */
export async function toWorkbook(folder: string, file: string): Promise<string> {
	await soffice(folder, '--convert-to', 'xlsx', '--outdir', folder, file)
	const made = file.replace(/csv$/, 'xlsx')
	if (!existsSync(made)) throw new Error('LibreOffice wrote no workbook.')
	return made
}
