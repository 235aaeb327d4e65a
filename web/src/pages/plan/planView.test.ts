import { describe, expect, it } from 'vitest'
import { countStates, filtered, rowsOf, stateFor, viewOf, type Duty, type Plan, type Task } from './planView'
import { sheetOf, unitCell } from './planSheet'

function task(number: number, more: Partial<Task> = {}): Task {
  return {
    number,
    label: `1.${number}`,
    text: '提供数据',
    kind: 'data_supply',
    due: '',
    lead: ['市环保局'],
    cooperating: [],
    notes: [],
    schedule: { rhythm: 'none', years: [], least_times: 0, original: '', guessed: false },
    thresholds: [],
    deliverables: [],
    guesses: [],
    original: { task: `${number}.提供数据`, lead: '市环保局', cooperating: '', due: '', remark: '' },
    edited: [],
    source: { row: number + 1 },
    ...more,
  }
}
function duty(label: string, unit: string, more: Partial<Duty> = {}): Duty {
  return {
    indicator: 1,
    task: label,
    unit,
    role: 'lead',
    joint_with: [],
    territory: '',
    text: '',
    rhythm: 'quarterly',
    period: '2011Q4',
    due: '2012-01-17',
    state: 'under_way',
    missed_periods: 0,
    ...more,
  }
}
const warning = { code: 'LNT016', severity: 'warning' as const, text: '', fix: '' }
const plan: Plan = {
  title: '任务分解表',
  file: 'annex.txt',
  headings: {
    number: '序号',
    requirement: '创模指标要求',
    task: '工作任务',
    lead: '责任单位',
    cooperating: '配合单位',
    due: '',
    remark: '',
  },
  indicators: [
    {
      number: 1,
      requirement: '总量控制',
      thresholds: [],
      original: '总量控制',
      edited: [],
      source: { row: 2 },
      tasks: [
        task(1, { lead: ['各县（区）政府'], cooperating: ['市水务局'] }),
        task(2, {
          edited: ['lead'],
          lead: ['市水务局'],
          guesses: [{ role: 'lead', name: '市水务局', original: '水务' }],
        }),
        task(3, { lead: ['各施工单位'] }),
      ],
    },
  ],
  units: ['应县政府', '山阴县政府', '市环保局', '市水务局'].map((name) => ({
    name,
    name_en: name === '市水务局' ? 'Water Bureau' : '',
    aliases: [],
    kind: 'agency' as const,
    guessed: false,
  })),
  groups: [
    { name: '各县（区）政府', name_en: '', aliases: [], members: ['应县政府', '山阴县政府'], open: false },
    { name: '各施工单位', name_en: '', aliases: [], members: [], open: true },
  ],
  diagnostics: [
    { ...warning, where: { row: 2, column: '创模指标要求' } },
    { ...warning, where: { row: 3, column: '工作任务' } },
    { ...warning, severity: 'note', where: { row: 2, column: '配合单位' } },
  ],
}
const duties = {
  items: [
    duty('1.1', '应县政府', { state: 'overdue', missed_periods: 2 }),
    duty('1.1', '山阴县政府', { state: 'done', due: '2011-10-20' }),
    duty('1.1', '市水务局', { role: 'cooperate', state: 'done' }),
    duty('1.2', '市水务局'),
  ],
  tasks: [
    { task: '1.1', state: 'overdue' as const, waiting_for: ['应县政府'] },
    { task: '1.2', state: 'under_way' as const, waiting_for: ['市水务局'] },
  ],
}
const view = viewOf(plan, duties)
const nothing = { unit: '', state: '', indicator: '', text: '', lint: '' }
const labels = (filters: Partial<typeof nothing>) =>
  rowsOf(filtered(view.groups, { ...nothing, ...filters })).map((row) => row.label)

describe('viewOf', () => {
  it('puts the duties of its members under a group', () => {
    const [group] = view.byLabel.get('1.1')?.lead ?? []
    expect(group.isGroup).toBe(true)
    expect(group.duties.map((each) => each.unit)).toEqual(['应县政府', '山阴县政府'])
    expect(group.worst).toEqual({ state: 'overdue', count: 1 })
  })
  it('takes the state of a task from the server, and has none where nobody can be asked', () => {
    expect(view.byLabel.get('1.1')?.state).toBe('overdue')
    expect(view.byLabel.get('1.3')?.state).toBeNull()
  })
  it('shows the day of the lead that is still to be heard from', () => {
    expect(view.byLabel.get('1.1')?.due).toBe('2012-01-17')
    expect(view.byLabel.get('1.1')?.missed).toBe(2)
  })
  it('finds the task of a finding by its row, the indicator by its column', () => {
    expect(view.groups[0].findings).toHaveLength(1)
    expect(view.byLabel.get('1.1')?.findings).toHaveLength(1)
    expect(view.byLabel.get('1.2')?.findings).toHaveLength(1)
    expect(plan.diagnostics.map((finding) => view.taskOf.get(finding))).toEqual(['1.1', '1.2', '1.1'])
  })
  it('marks units that were inferred, and shows who carries on what another had', () => {
    expect(view.byLabel.get('1.2')?.lead[0].isGuessed).toBe(true)
    expect(view.byLabel.get('1.2')?.lead[0].name_en).toBe('Water Bureau')
    const renamed = viewOf(plan, { ...duties, items: [duty('1.2', '市水利局')] })
    expect(renamed.byLabel.get('1.2')?.lead.map((mark) => mark.name)).toEqual(['市水务局', '市水利局'])
  })
})

describe('filtered', () => {
  it('keeps what fits', () => {
    expect(labels({})).toEqual(['1.1', '1.2', '1.3'])
    expect(labels({ unit: '市水务局' })).toEqual(['1.1', '1.2'])
    expect(labels({ state: 'overdue' })).toEqual(['1.1'])
    expect(labels({ text: '水务 1.2' })).toEqual(['1.2'])
    expect(labels({ text: '总量' })).toEqual(['1.1', '1.2', '1.3'])
    expect(labels({ lint: 'warning' })).toEqual(['1.1', '1.2'])
    expect(labels({ lint: 'edited' })).toEqual(['1.2'])
    expect(labels({ indicator: '2' })).toEqual([])
  })
  it('looks at states through the eyes of the chosen unit', () => {
    const row = view.byLabel.get('1.1')!
    expect(stateFor(row, '市水务局')).toBe('done')
    expect(labels({ unit: '市水务局', state: 'done' })).toEqual(['1.1'])
    expect(countStates([row], '市水务局').get('done')).toBe(1)
    expect(countStates([row], '').get('overdue')).toBe(1)
  })
})

describe('the table as a file', () => {
  it('has the columns of the document, its words where nobody changed them, and how tasks stand', () => {
    const sheet = sheetOf(plan, view.groups, { state: '状态', due: '报送截止', stateOf: (state) => state ?? '' })
    expect(sheet.head).toEqual(['序号', '创模指标要求', '工作任务', '责任单位', '配合单位', '状态', '报送截止'])
    expect(sheet.rows[1]).toEqual([1, '总量控制', '2.提供数据', '市水务局', '', 'under_way', '2012-01-17'])
    expect(unitCell(plan.indicators[0].tasks[1], 'lead')).toBe('市水务局')
    expect(unitCell(task(1, { lead: ['神头一电厂', '神头二电厂'] }), 'lead')).toBe('市环保局')
  })
})
