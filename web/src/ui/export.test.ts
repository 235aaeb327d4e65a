import { expect, test } from 'vitest'
import { csvText, neutral } from './export'

test('text that a spreadsheet would run stays text', () => {
  expect(neutral('=HYPERLINK("http://x")')).toBe('\'=HYPERLINK("http://x")')
  expect(neutral('@SUM(A1)')).toBe("'@SUM(A1)")
  expect(neutral('-1+2')).toBe("'-1+2")
  expect(neutral('\t=1')).toBe("'\t=1")
})
test('numbers and plain text are left alone', () => {
  for (const plain of ['-0.0018', '+3', '1,234.5', '85%', '市环保局', 'a=b']) expect(neutral(plain)).toBe(plain)
})
test('CSV is what Excel and WPS read: BOM, CRLF, quotes', () => {
  const sheet = {
    name: '表',
    head: ['单位', '说明'],
    rows: [
      ['市环保局', '含"引号"，和,逗号'],
      [null, 3],
    ],
  }
  expect(csvText(sheet)).toBe('\uFEFF单位,说明\r\n市环保局,"含""引号""，和,逗号"\r\n,3\r\n')
})
