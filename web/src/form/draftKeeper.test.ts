import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProblemError, unreachable } from '@/api/problem'
import { Sheet, type Content } from './content'
import { DraftKeeper, kNoDraft, type DraftPorts, type LocalDraft } from './draftKeeper'

const kSlot = { figure: 'gdp', subject: '', period: '2011' }
const gdp = (as_given: string): Content => ({ figures: [{ ...kSlot, as_given, note: '' }] })

// A server with one draft, and a machine that keeps one.
class World {
  content: Content = {}
  version = 0
  isDown = false
  local: LocalDraft | undefined
  writes = 0
  ports: DraftPorts = {
    now: () => 1000,
    read: async () => {
      if (this.isDown) throw unreachable()
      return { content: this.content, etag: this.etag }
    },
    write: async (content, etag) => {
      if (this.isDown) throw unreachable()
      if (etag !== this.etag) {
        const problem = { type: '', status: 412, code: 'SRV060', title: '', detail: '', fix: '' }
        throw new ProblemError(problem)
      }
      ++this.writes
      this.put(content)
      return this.etag
    },
    kept: async () => this.local,
    keep: async (draft) => {
      this.local = structuredClone({ ...draft, key: 'k' })
    },
    forget: async () => {
      this.local = undefined
    },
  }
  get etag(): string {
    return this.version ? `"${this.version}"` : kNoDraft
  }
  put(content: Content): void {
    this.content = structuredClone(content)
    ++this.version
  }
}

let world: World
let sheet: Sheet
function keeperOf(of: Sheet): DraftKeeper {
  return new DraftKeeper(of, world.ports, () => [])
}
function type(keeper: DraftKeeper, of: Sheet, text: string): void {
  of.setFigure(kSlot, { asGiven: text })
  keeper.touched()
}
const given = (of: Sheet) => of.figures.get('gdp||2011')?.asGiven

beforeEach(() => {
  vi.useFakeTimers()
  world = new World()
  sheet = new Sheet()
})
afterEach(() => void vi.useRealTimers())

describe('a draft', () => {
  it('is on the machine at once and at the server a moment later', async () => {
    const keeper = keeperOf(sheet)
    await keeper.open({})
    expect(keeper.state.value).toBe('none')
    type(keeper, sheet, '700')
    await vi.advanceTimersByTimeAsync(1)
    expect(world.local?.content).toMatchObject(gdp('700'))
    expect(world.writes).toBe(0)
    await vi.runOnlyPendingTimersAsync()
    expect(world.content).toMatchObject(gdp('700'))
    expect(keeper.state.value).toBe('saved')
    expect(keeper.savedAt.value).toBe(1000)
    expect(world.local).toBeUndefined()
  })
  it('begins with what was handed in before, and is not saved before anything changed', async () => {
    const keeper = keeperOf(sheet)
    await keeper.open(gdp('650'))
    expect(given(sheet)).toBe('650')
    expect(await keeper.flush()).toBe(true)
    expect(world.writes).toBe(0)
  })
  it('stays on the machine while the net is down, and goes when it is back', async () => {
    const keeper = keeperOf(sheet)
    await keeper.open({})
    world.isDown = true
    type(keeper, sheet, '700')
    expect(await keeper.flush()).toBe(false)
    expect(keeper.state.value).toBe('offline')
    expect(world.local?.content).toMatchObject(gdp('700'))
    world.isDown = false
    await vi.runOnlyPendingTimersAsync()
    expect(world.content).toMatchObject(gdp('700'))
    expect(keeper.state.value).toBe('saved')
  })
  it('is there after a crash', async () => {
    const before = keeperOf(sheet)
    await before.open({})
    world.isDown = true
    type(before, sheet, '700')
    await vi.advanceTimersByTimeAsync(1)
    before.stop()
    world.isDown = false
    const again = new Sheet()
    const keeper = keeperOf(again)
    await keeper.open({})
    expect(given(again)).toBe('700')
    expect(await keeper.flush()).toBe(true)
    expect(world.content).toMatchObject(gdp('700'))
  })
  it('opens from the machine when the server cannot be reached', async () => {
    world.local = { key: 'k', base: {}, etag: kNoDraft, content: gdp('700'), changedAt: 1 }
    world.isDown = true
    const keeper = keeperOf(sheet)
    await keeper.open({})
    expect(given(sheet)).toBe('700')
    expect(keeper.state.value).toBe('offline')
    world.isDown = false
    expect(await keeper.flush()).toBe(true)
    expect(world.content).toMatchObject(gdp('700'))
  })
})

describe('two who fill in one form', () => {
  it('do not undo each other in different places', async () => {
    const mine = keeperOf(sheet)
    await mine.open({})
    world.put({ reports: { '4.2': '别人写的' } })
    type(mine, sheet, '700')
    await mine.flush()
    await vi.runOnlyPendingTimersAsync()
    expect(world.content).toMatchObject({ ...gdp('700'), reports: { '4.2': '别人写的' } })
    expect(mine.taken.value).toBe(1)
    expect(sheet.reports.get('4.2')).toBe('别人写的')
  })
  it('are asked where they differ, and nothing is sent before', async () => {
    world.put(gdp('1'))
    const mine = keeperOf(sheet)
    await mine.open({})
    world.put(gdp('2'))
    type(mine, sheet, '3')
    await mine.flush()
    expect(mine.state.value).toBe('clash')
    expect(mine.clashes.value).toHaveLength(1)
    type(mine, sheet, '4')
    expect(await mine.flush()).toBe(false)
    expect(world.content).toMatchObject(gdp('2'))
    await vi.advanceTimersByTimeAsync(1)
    expect(world.local?.content).toMatchObject(gdp('4'))
    mine.resolve(() => 'mine')
    expect(await mine.flush()).toBe(true)
    expect(world.content).toMatchObject(gdp('4'))
  })
  it('take the other version when that is chosen', async () => {
    world.put(gdp('1'))
    const mine = keeperOf(sheet)
    await mine.open({})
    world.put(gdp('2'))
    type(mine, sheet, '3')
    await mine.flush()
    mine.resolve(() => 'theirs')
    expect(given(sheet)).toBe('2')
    expect(mine.isDirty).toBe(false)
    expect(world.writes).toBe(0)
  })
  it('see each other’s changes when they look again', async () => {
    world.put(gdp('1'))
    const mine = keeperOf(sheet)
    await mine.open({})
    world.put(gdp('2'))
    await mine.look()
    expect(given(sheet)).toBe('2')
    expect(mine.isDirty).toBe(false)
  })
})

it('says what the server refuses, and keeps it', async () => {
  const keeper = keeperOf(sheet)
  await keeper.open({})
  world.ports.write = async () => {
    throw new ProblemError({ type: '', status: 422, code: 'WRK012', title: '', detail: '太长', fix: '' })
  }
  type(keeper, sheet, '700')
  await keeper.flush()
  expect(keeper.state.value).toBe('refused')
  expect(keeper.problem.value?.detail).toBe('太长')
  await vi.advanceTimersByTimeAsync(1)
  expect(world.local?.content).toMatchObject(gdp('700'))
})

it('forgets what was handed in', async () => {
  const keeper = keeperOf(sheet)
  await keeper.open({})
  type(keeper, sheet, '700')
  await keeper.drop()
  await vi.runAllTimersAsync()
  expect(world.local).toBeUndefined()
  expect(world.writes).toBe(0)
})

it('shows a draft that was made anew as one step, and what was before it when it is taken back', async () => {
  world.put(gdp('1'))
  const keeper = keeperOf(sheet)
  await keeper.open({})
  const before = sheet.version.value
  world.put(gdp('2'))
  keeper.replaced(world.content, world.etag, {})
  expect([given(sheet), keeper.state.value, keeper.isDirty]).toEqual(['2', 'saved', false])
  expect(sheet.version.value).toBeGreaterThan(before)
  type(keeper, sheet, '3')
  await keeper.flush()
  expect(world.content.figures?.[0].as_given).toBe('3')
  // There was no draft before: one is back at where filling in began.
  keeper.replaced({}, kNoDraft, gdp('0'))
  expect([given(sheet), keeper.state.value]).toEqual(['0', 'none'])
})
