import type { Schemas } from '@/api/client'

export type Request = Schemas['Request']
export interface Matrix {
  periods: string[]
  units: { unit: string; cells: (Request[] | null)[] }[]
}

// Units against periods: in each cell the requests of that unit for that period, nearly always one. What fell due last
// stands beside the names, for that is what is worked on; units by name.
export function matrixOf(requests: readonly Request[]): Matrix {
  const due = new Map<string, string>()
  for (const each of requests) {
    const known = due.get(each.period)
    if (!known || each.due < known) due.set(each.period, each.due)
  }
  const periods = [...due.keys()].sort((a, b) => due.get(b)!.localeCompare(due.get(a)!) || b.localeCompare(a))
  const units = [...new Set(requests.map((each) => each.unit))].sort((a, b) => a.localeCompare(b, 'zh-CN'))
  return {
    periods,
    units: units.map((unit) => ({
      unit,
      cells: periods.map((period) => {
        const found = requests.filter((each) => each.unit === unit && each.period === period)
        return found.length ? found : null
      }),
    })),
  }
}
