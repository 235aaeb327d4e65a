import type { EChartsCoreOption } from 'echarts/core'
import { named } from '@/i18n'
import type { ChartColours } from './chartColours'
import { levelColour, levelName, stateOf, unitOf, type Chart, type ChartPoint } from './chartTable'
import type { ChartWords } from './chartWords'

type Series = Chart['series'][number]
interface Dot {
  value: number | null
  point?: ChartPoint
  symbol?: string
  symbolSize?: number
  itemStyle?: Record<string, unknown>
}

// A canvas does not know the font of the page.
const kFont = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"

// What is drawn of a point: its value, or what it is in per cent of its limit or first year.
export function drawnOf(chart: Chart, point: ChartPoint): number | null {
  const text = chart.scale === 'plain' ? point.value : point.drawn
  return text === undefined ? null : Number(text)
}

// "2011" among months is all of them, so that a year's mean lies over its months as a line.
export function placesOf(at: string, axis: string[]): string[] {
  return axis.includes(at) ? [at] : axis.filter((place) => place.startsWith(`${at}-`))
}

export function axisOf(chart: Chart): string[] {
  const longest = Math.max(...chart.series.flatMap((series) => series.points.map((point) => point.at.length)))
  const all = chart.series.flatMap((series) => series.points.map((point) => point.at))
  return [...new Set(all.filter((at) => at.length === longest))].sort()
}

// A point that misses its limit is another shape as well as another colour; one without enough data is hollow.
function dotOf(chart: Chart, point: ChartPoint, colours: ChartColours, colour: string): Dot {
  const dot: Dot = { value: drawnOf(chart, point), point, symbol: 'circle', symbolSize: 7 }
  if (point.breaks) return { ...dot, symbol: 'diamond', symbolSize: 11, itemStyle: { color: colours.notMet } }
  if (!point.valid || point.ahead)
    return { ...dot, symbol: 'circle', itemStyle: { color: colours.paper, borderColor: colour, borderWidth: 1.5 } }
  return dot
}

// The limit at each place of the axis where points have limits of their own; empty when none has.
function ownLimits(chart: Chart, axis: string[]): (number | null)[] {
  const limits = axis.map(() => null as number | null)
  for (const point of chart.series.flatMap((series) => series.points)) {
    if (point.limit === undefined) continue
    for (const place of placesOf(point.at, axis)) limits[axis.indexOf(place)] = Number(point.limit)
  }
  return limits.some((limit) => limit !== null) ? limits : []
}

// Where the line for all points lies: the limit, or the hundred of what is drawn in per cent.
function lineAt(chart: Chart): number | null {
  if (chart.scale !== 'plain') return 100
  return chart.limit === null ? null : Number(chart.limit)
}

function limitLine(chart: Chart, colours: ChartColours, w: ChartWords) {
  const at = lineAt(chart)
  if (at === null) return undefined
  const sign = chart.limit_is_ceiling ? '≤' : '≥'
  const isFirst = chart.scale === 'of_first'
  const name = isFirst ? w('firstYear') : `${w('limit')} ${sign} ${chart.scale === 'plain' ? at : '100 %'}`
  const colour = isFirst ? colours.soft : colours.notMet
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colour, type: 'dashed', width: 1.5 },
    label: { formatter: name, position: 'insideEndTop', color: colour, fontSize: 12 },
    data: [{ yAxis: at }],
  }
}

export function axisName(chart: Chart, w: ChartWords): string {
  if (chart.scale === 'of_limit') return w('ofLimit')
  return chart.scale === 'of_first' ? w('ofFirst') : unitOf(chart)
}

function tooltipText(
  chart: Chart,
  w: ChartWords,
  name: string,
  dots: { series: string; point?: ChartPoint }[],
): string {
  const lines = dots
    .filter((dot) => dot.point)
    .map(({ series, point }) => {
      const value = point?.value ? `${point.value} ${unitOf(chart)}` : levelName(chart, point?.level) || w('unknown')
      const more = [point && stateOf(point, w), point?.note].filter(Boolean).join('，')
      return `${series || chart.title}  ${value}${more ? `（${more}）` : ''}`
    })
  return [name, ...lines].join('\n')
}

interface TooltipItem {
  name: string
  seriesName: string
  data: Dot | null
}

function frame(chart: Chart, axis: string[], colours: ChartColours, w: ChartWords): EChartsCoreOption {
  return {
    textStyle: { fontFamily: kFont },
    color: colours.series,
    grid: { left: 8, right: 16, top: 56, bottom: 8, containLabel: true },
    legend: {
      show: chart.series.length > 1 || chart.kind === 'stations',
      type: 'scroll',
      top: 0,
      left: 0,
      textStyle: { color: colours.ink },
      icon: 'roundRect',
      itemHeight: 8,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 13 },
      formatter: (items: TooltipItem[]) =>
        tooltipText(
          chart,
          w,
          items[0]?.name ?? '',
          items.map((item) => ({ series: item.seriesName, point: item.data?.point })),
        ),
    },
    xAxis: {
      type: 'category',
      data: axis,
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { color: colours.soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      scale: true,
      name: axisName(chart, w),
      nameTextStyle: { color: colours.soft, align: 'left' },
      nameGap: 8,
      splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.soft },
    },
  }
}

function line(chart: Chart, series: Series, axis: string[], colours: ChartColours, index: number) {
  const colour = colours.series[index % colours.series.length]
  const isYears = chart.kind === 'months' && series.key === 'year'
  const data: (Dot | null)[] = axis.map(() => null)
  for (const point of series.points) {
    for (const place of placesOf(point.at, axis)) data[axis.indexOf(place)] = dotOf(chart, point, colours, colour)
  }
  return {
    name: named(series) || named({ name: chart.title, name_en: chart.title_en }),
    type: 'line',
    data,
    showSymbol: !isYears,
    step: isYears ? 'middle' : undefined,
    lineStyle: { width: isYears ? 3 : 2, color: colour },
    itemStyle: { color: colour },
    connectNulls: false,
  }
}

function linesOption(chart: Chart, colours: ChartColours, w: ChartWords): EChartsCoreOption {
  const axis = axisOf(chart)
  const lines = chart.series.map((series, index) => line(chart, series, axis, colours, index))
  const own = chart.scale === 'plain' ? ownLimits(chart, axis) : []
  const markLine = own.length ? undefined : limitLine(chart, colours, w)
  const limits = {
    name: w('limit'),
    type: 'line',
    data: own,
    step: 'middle',
    symbol: 'none',
    lineStyle: { color: colours.notMet, type: 'dashed', width: 1.5 },
    itemStyle: { color: colours.notMet },
  }
  const series = [
    ...lines.map((each, index) => (index === 0 ? { ...each, markLine } : each)),
    ...(own.length ? [limits] : []),
  ]
  const option = frame(chart, axis, colours, w)
  const yAxis = option.yAxis as Record<string, unknown>
  return { ...option, yAxis: { ...yAxis, ...includeLimit(chart, own) }, series }
}

// The axis is as long as the values need; the limit has to be on it too.
function includeLimit(chart: Chart, own: (number | null)[]): Record<string, unknown> {
  const limits = [...own, lineAt(chart)].filter((limit) => limit !== null)
  if (!limits.length) return {}
  return {
    min: (of: { min: number }) => Math.min(of.min, ...limits) * (of.min >= 0 ? 0.95 : 1.05),
    max: (of: { max: number }) => Math.max(of.max, ...limits) * 1.05,
    axisLabel: { showMinLabel: false, showMaxLabel: false },
  }
}

function stationsOption(chart: Chart, colours: ChartColours, w: ChartWords): EChartsCoreOption {
  const years = [...new Set(chart.series.flatMap((series) => series.points.map((point) => point.at)))].sort()
  const names = chart.series.map((series) => named(series) + (series.is_control ? `\n${w('control')}` : ''))
  const shades = [0.45, 0.7, 1]
  const series = years.map((year, index) => ({
    name: year,
    type: 'bar',
    barMaxWidth: 28,
    itemStyle: { color: colours.series[0], opacity: shades.at(index - years.length) ?? 0.45 },
    data: chart.series.map((station) => {
      const point = station.points.find((each) => each.at === year)
      return {
        value: point?.value === undefined ? null : Number(point.value),
        point,
        itemStyle: point?.breaks
          ? { color: colours.notMet }
          : station.is_control
            ? { color: colours.notDue }
            : undefined,
        label: point?.breaks ? { show: true, formatter: '✘', position: 'top', color: colours.notMet } : undefined,
      }
    }),
  }))
  const markLine = limitLine(chart, colours, w)
  const option = frame(chart, names, colours, w)
  return {
    ...option,
    xAxis: {
      ...(option.xAxis as object),
      axisLabel: { color: colours.soft, interval: 0, hideOverlap: false, width: 84, overflow: 'break' },
    },
    yAxis: { ...(option.yAxis as object), scale: false },
    series: series.map((each, index) => (index === 0 ? { ...each, markLine } : each)),
  }
}

function daysOption(chart: Chart, colours: ChartColours, w: ChartWords): EChartsCoreOption {
  const axis = axisOf(chart)
  const valueAt = (series: Series) =>
    axis.map((at) => {
      const point = series.points.find((each) => each.at === at)
      return { value: point?.value === undefined ? null : Number(point.value), point }
    })
  const levels = chart.series.filter((series) => series.key !== 'good')
  const good = chart.series.find((series) => series.key === 'good')
  const bars = levels.map((series) => ({
    name: named(series),
    type: 'bar',
    stack: 'days',
    barMaxWidth: 72,
    data: valueAt(series),
    itemStyle: {
      color: levelColour(chart, series.key) || colours.notDue,
      borderColor: colours.paper,
      borderWidth: 1,
    },
  }))
  const attained = good && {
    name: named(good),
    type: 'line',
    data: valueAt(good),
    symbol: 'diamond',
    symbolSize: 10,
    lineStyle: { color: colours.ink, type: 'dotted' },
    itemStyle: { color: colours.ink },
    label: {
      show: true,
      color: colours.ink,
      backgroundColor: colours.paper,
      padding: [1, 4],
      borderRadius: 3,
      formatter: '{c}',
    },
    markLine: limitLine(chart, colours, w),
  }
  const option = frame(chart, axis, colours, w)
  return {
    ...option,
    yAxis: { ...(option.yAxis as object), scale: false },
    series: attained ? [...bars, attained] : bars,
  }
}

// How ECharts draws a chart; null: it is drawn otherwise.
export function optionOf(chart: Chart, colours: ChartColours, w: ChartWords): EChartsCoreOption | null {
  switch (chart.kind) {
    case 'trend':
    case 'months':
      return linesOption(chart, colours, w)
    case 'stations':
      return stationsOption(chart, colours, w)
    case 'days':
      return daysOption(chart, colours, w)
    default:
      return null
  }
}
