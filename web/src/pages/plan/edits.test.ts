import { afterEach, describe, expect, it } from 'vitest'
import { fieldOf, namesIn, usePendingEdits } from './edits'
import type { Indicator, Task } from './planView'

const task = {
  label: '1.1',
  text: '制定预案',
  lead: ['市环保局', '市公安局'],
  cooperating: [],
  notes: ['等', '分段负责'],
  due: '2011-12-31',
  schedule: { rhythm: 'once' },
} as unknown as Task
const { edits, putTask, putRequirement, waiting, drop, clear } = usePendingEdits()
afterEach(clear)

describe('pending edits', () => {
  it('say what stood there, as the server reads it', () => {
    putTask(1, task, 'lead', '市环保局')
    putTask(1, task, 'notes', '等')
    putRequirement({ number: 1, requirement: '未发生事件' } as Indicator, '无事件')
    expect(edits.value).toEqual([
      { indicator: 1, task: '1.1', field: 'lead', before: '市环保局、市公安局', after: '市环保局' },
      { indicator: 1, task: '1.1', field: 'notes', before: '等；分段负责', after: '等' },
      { indicator: 1, task: '', field: 'requirement', before: '未发生事件', after: '无事件' },
    ])
    expect(fieldOf(task, 'due')).toBe('2011-12-31')
    expect(fieldOf(task, 'rhythm')).toBe('once')
  })
  it('are one for a field, and none where nothing changes', () => {
    putTask(1, task, 'text', '制定应急预案')
    putTask(1, task, 'text', '制定环境预案')
    expect(edits.value).toHaveLength(1)
    expect(waiting(1, '1.1', 'text')).toBe('制定环境预案')
    putTask(1, task, 'text', ' 制定预案 ')
    expect(edits.value).toHaveLength(0)
    expect(waiting(1, '1.1', 'text')).toBeNull()
  })
  it('can be given up one by one', () => {
    putTask(1, task, 'due', '')
    putTask(1, task, 'lead', '市环保局')
    drop(edits.value[0])
    expect(edits.value.map((edit) => edit.field)).toEqual(['lead'])
  })
})

describe('namesIn', () => {
  it('parts names at every mark that clerks put between them', () => {
    expect(namesIn('市环保局、市公安局，市财政局; 市住建局\n')).toEqual([
      '市环保局',
      '市公安局',
      '市财政局',
      '市住建局',
    ])
  })
})
