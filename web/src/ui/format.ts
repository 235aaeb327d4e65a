import { language } from '@/i18n'

// Days and moments of the server for people. All are times of +08:00, wherever the browser stands.
const kDay = 86_400_000

export function dayText(day: string | null | undefined): string {
  if (!day) return ''
  const [year, month, date] = day.slice(0, 10).split('-').map(Number)
  return language() === 'en'
    ? `${date} ${new Date(Date.UTC(2000, month - 1, 1)).toLocaleString('en', { month: 'short', timeZone: 'UTC' })} ${year}`
    : `${year}年${month}月${date}日`
}

// "2012-03-01T09:00:00+08:00" -> "2012-03-01 09:00"
export function momentText(moment: string | null | undefined): string {
  return moment ? moment.slice(0, 16).replace('T', ' ') : ''
}

// Whole days from one day to another: negative when `to` is before `from`.
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / kDay)
}

// How far away a day is, in words: 今天, 还有3天, 逾期5天.
export function dueText(due: string, today: string): string {
  const days = daysBetween(today, due)
  if (language() === 'en') {
    if (days === 0) return 'today'
    if (days > 0) return days === 1 ? 'in 1 day' : `in ${days} days`
    return days === -1 ? '1 day late' : `${-days} days late`
  }
  if (days === 0) return '今天'
  return days > 0 ? `还有${days}天` : `逾期${-days}天`
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

// "2011" -> 2011年, "2011Q1" -> 2011年一季度, "2011-03" -> 2011年3月
export function periodText(period: string): string {
  if (language() === 'en') return period
  const [, year, half, quarter, month] = /^(\d{4})(?:H([12])|Q([1-4])|-(\d{2}))?$/.exec(period) ?? []
  if (!year) return period.includes('/') ? `${period}学年` : period
  if (half) return `${year}年${half === '1' ? '上' : '下'}半年`
  if (quarter) return `${year}年${'一二三四'[Number(quarter) - 1]}季度`
  return month ? `${year}年${Number(month)}月` : `${year}年`
}

// A unit as the catalogue writes it, for people: ug/m3 -> μg/m³
export function unitText(unit: string): string {
  return unit
    .replace(/^ug\b/, 'μg')
    .replace(/\bm3\b/g, 'm³')
    .replace(/\bm2\b/g, 'm²')
}
