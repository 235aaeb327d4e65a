import { expect, test } from 'vitest'
import { nameIn } from './files'

test('the name of a file as the server gives it', () => {
  expect(nameIn(`attachment; filename="report.docx"; filename*=UTF-8''%E7%AE%80%E6%8A%A5.docx`)).toBe('简报.docx')
  expect(nameIn('attachment; filename="a \\"b\\".xlsx"')).toBe('a "b".xlsx')
  expect(nameIn(`attachment; filename="plain.pdf"; filename*=UTF-8''%E7%8`)).toBe('plain.pdf')
  expect(nameIn('inline')).toBe('')
})
