import { expect, test } from 'vitest'
import { readCheckpoint } from './checkpoint'

const kNote = 'chuangmo/shuozhou\n1042\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— chuangmo/shuozhou Az3grl\n'

test('a whole note, with either line ending', () => {
  const expected = { origin: 'chuangmo/shuozhou', size: 1042, root: 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=' }
  expect(readCheckpoint(kNote)).toEqual(expected)
  expect(readCheckpoint(kNote.replaceAll('\n', '\r\n'))).toEqual(expected)
})
test('a number of entries', () => {
  expect(readCheckpoint(' 1042 ')).toEqual({ origin: '', size: 1042, root: '' })
})
test('anything else is not understood', () => {
  for (const text of ['', 'abc', '-3', '1.5', 'a\nb\nc', 'chuangmo/shuozhou\n1042\nshort']) {
    expect(readCheckpoint(text)).toBeNull()
  }
})
