// A table as a file: what stands on the screen, for Excel and WPS.
export interface Sheet {
  name: string
  head: string[]
  rows: (string | number | null)[][]
}

// Text that a spreadsheet would run as a formula is kept from it with an apostrophe; numbers are left alone.
export function neutral(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+([.,]\d+)*%?$/.test(value) ? `'${value}` : value
}

function csvCell(value: string | number | null): string {
  const text = value === null ? '' : neutral(String(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function csvText(sheet: Sheet): string {
  const lines = [sheet.head, ...sheet.rows].map((row) => row.map(csvCell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

export function saveCsv(sheet: Sheet): void {
  saveFile(`${sheet.name}.csv`, new Blob([csvText(sheet)], { type: 'text/csv;charset=utf-8' }))
}

const kPlainNumber = /^-?(0|[1-9]\d{0,14})(\.\d{1,10})?$/

export async function saveExcel(sheet: Sheet): Promise<void> {
  const { default: writeExcel } = await import('write-excel-file/browser')
  const cell = (value: string | number | null) => {
    if (value === null || value === '') return null
    const isNumber = typeof value === 'number' || kPlainNumber.test(value)
    return isNumber ? { type: Number, value: Number(value) } : { type: String, value: String(value) }
  }
  const head = sheet.head.map((value) => ({ type: String, value, fontWeight: 'bold' as const }))
  const file = writeExcel([head, ...sheet.rows.map((row) => row.map(cell))], {
    sheet: sheet.name.slice(0, 31),
    stickyRowsCount: 1,
  })
  saveFile(`${sheet.name}.xlsx`, await file.toBlob())
}
