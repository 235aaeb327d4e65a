import type { EChartsCoreOption } from 'echarts/core'
import type { Schemas } from '@/api/client'
import { named } from '@/i18n'
import type { ChartColours } from '@/ui/chartColours'

// The points of a series as a line, where it is over the limit in red, with the limit of each stretch as it held then.
export function seriesOption(
  readings: Schemas['Readings'],
  colours: ChartColours,
  limitName: string,
): EChartsCoreOption {
  const { at, value, exceeds } = readings.points
  const limits = at.map((moment) => {
    const day = moment.slice(0, 10)
    const stretch = readings.stretches.find((each) => each.from.slice(0, day.length) <= day && day <= each.to)
    return stretch?.limit ? Number(stretch.limit.value) : null
  })
  const data = value.map((each, index) => ({
    value: each === null ? null : Number(each),
    itemStyle: exceeds[index] ? { color: colours.notMet } : undefined,
  }))
  return {
    grid: { left: 60, right: 20, top: 30, bottom: 70 },
    xAxis: { type: 'category', data: at, axisLabel: { color: colours.soft } },
    yAxis: {
      type: 'value',
      name: readings.unit,
      nameTextStyle: { color: colours.soft },
      axisLabel: { color: colours.soft },
      splitLine: { lineStyle: { color: colours.line } },
    },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    dataZoom: at.length > 200 ? [{ type: 'slider', bottom: 10 }, { type: 'inside' }] : [],
    series: [
      {
        name: named(readings),
        type: 'line',
        data,
        showSymbol: at.length <= 400,
        symbolSize: 5,
        sampling: at.length > 4000 ? 'lttb' : undefined,
        lineStyle: { color: colours.brand, width: 1.5 },
        itemStyle: { color: colours.brand },
      },
      {
        name: limitName,
        type: 'line',
        data: limits,
        step: 'middle',
        showSymbol: false,
        lineStyle: { color: colours.notMet, type: 'dashed', width: 1.5 },
        itemStyle: { color: colours.notMet },
      },
    ],
  }
}
