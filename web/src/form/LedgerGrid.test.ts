import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h, nextTick, ref, shallowRef } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Field, LedgerDefinition } from './cells'
import { Sheet, type Finding } from './content'
import type { Cell } from './gridMoves'
import LedgerGrid from './LedgerGrid.vue'
import { provideForm, type OpenForm } from './openForm'

function field(key: string, name: string, type: Field['type']): Field {
  const words = { name_en: '', choices: [], choice_names: [], choice_names_en: [] }
  return { key, name, type, unit: '', required: true, derived: false, ...words }
}
const kFields = [
  field('title', '演练名称', 'text'),
  field('held_on', '演练日期', 'date'),
  field('passed', '合格', 'boolean'),
]
const kLedger = { key: 'drills', name: '应急演练', name_en: '', fields: kFields, identity: ['title'] } as unknown
const ledger = kLedger as LedgerDefinition

let sheet: Sheet
let grid: VueWrapper
let pasted: string[]
const at = ref<Cell>({ row: 0, column: 0 })
const findings = shallowRef<Finding[]>([])

function open(): void {
  const parent = defineComponent({
    setup() {
      const plain = {
        request: {},
        form: {},
        definitions: {},
        why: new Map(),
        duties: [],
        account: '',
      } as unknown as OpenForm
      const shown = { previous: shallowRef(null), isReadOnly: false, isStrict: ref(false), target: ref('') }
      provideForm({ ...plain, ...shown, sheet, findings, returns: shallowRef(new Map()) })
      return () =>
        h(LedgerGrid, {
          ledger,
          fields: kFields,
          at: at.value,
          'onUpdate:at': (to: Cell) => (at.value = to),
          onPaste: (text: string) => pasted.push(text),
        })
    },
  })
  grid = mount(parent, { attachTo: document.body })
}
const control = () => grid.get<HTMLInputElement>('.control')
async function press(key: string, more = {}): Promise<void> {
  await control().trigger('keydown', { key, ...more })
  await nextTick()
}

beforeEach(() => {
  sheet = new Sheet()
  pasted = []
  at.value = { row: 0, column: 0 }
  findings.value = []
  document.body.innerHTML = ''
})

describe('the table of records', () => {
  it('makes a record of what is typed into the empty row, and keeps the cell it is typed in', async () => {
    open()
    const element = control().element
    await control().setValue('综')
    expect(sheet.rows('drills').map((row) => row.fields)).toEqual([{ title: '综' }])
    expect(control().element).toBe(element)
    await control().setValue('综合演练')
    expect(sheet.rows('drills')).toHaveLength(1)
  })
  it('moves by keys as a spreadsheet does', async () => {
    sheet.addRows('drills', [{ title: '甲' }, { title: '乙' }])
    open()
    await press('Tab')
    expect(at.value).toEqual({ row: 0, column: 1 })
    expect(document.activeElement).toBe(control().element)
    await press('Enter')
    expect(at.value).toEqual({ row: 1, column: 1 })
    await press('ArrowLeft')
    expect(control().element.value).toBe('乙')
  })
  it('leaves left and right to the caret while one edits, and takes back with Escape', async () => {
    sheet.addRows('drills', [{ title: '甲' }])
    open()
    await control().setValue('甲乙')
    await press('ArrowRight')
    expect(at.value).toEqual({ row: 0, column: 0 })
    await press('Escape')
    expect(sheet.rows('drills')[0].fields.title).toBe('甲')
  })
  it('writes days in one form when the cell is left', async () => {
    sheet.addRows('drills', [{ title: '甲' }])
    at.value = { row: 0, column: 1 }
    open()
    await control().setValue('2011年6月5日')
    await control().trigger('blur')
    expect(sheet.rows('drills')[0].fields.held_on).toBe('2011-06-05')
  })
  it('chooses from a list by its number, and copies from above', async () => {
    sheet.addRows('drills', [{ title: '甲' }, { title: '乙' }])
    at.value = { row: 0, column: 2 }
    open()
    await press('2')
    expect(sheet.rows('drills')[0].fields.passed).toBe('false')
    await press('ArrowDown')
    await press('d', { ctrlKey: true })
    expect(sheet.rows('drills')[1].fields.passed).toBe('false')
  })
  it('hands a pasted block on, and keeps a word that is no choice to be seen', async () => {
    sheet.addRows('drills', [{ title: '甲', passed: '也许' }])
    at.value = { row: 0, column: 2 }
    open()
    expect(grid.get('select').attributes('aria-invalid')).toBe('true')
    expect(grid.get('select').text()).toContain('✘ 也许')
    const event = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(event, { clipboardData: { getData: () => '甲\t是\r\n乙\t否\r\n' } })
    control().element.dispatchEvent(event)
    expect(pasted).toEqual(['甲\t是\r\n乙\t否'])
    expect(event.defaultPrevented).toBe(true)
  })
  it('marks what the checks say, and holds nothing against a cell that is not filled in yet', async () => {
    const [row] = sheet.addRows('drills', [{ title: '甲', held_on: '2031-01-01' }])
    const finding = (fieldKey: string): Finding => {
      const place = `record:drills:~${row.id}:${fieldKey}`
      return {
        code: 'X',
        place,
        severity: 'blocker',
        text: '',
        fix: '',
        text_en: '',
        fix_en: '',
        key: '',
        at: place,
        reasonKey: `X@${place}`,
      }
    }
    findings.value = [finding('held_on'), finding('passed')]
    open()
    await nextTick()
    expect(grid.get('td.date').classes()).toContain('bad')
    expect(grid.get('td.boolean').classes()).toContain('todo')
  })
})
