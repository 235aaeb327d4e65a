import type { Schemas } from '@/api/client'

// The stored readings of one day as its twenty-four hours; what is not valid is a gap.
export function hoursOf(readings: Schemas['Readings']): Schemas['TraceHour'][] {
  const hours = Array.from({ length: 24 }, () => ({ value: '', highest: false }))
  readings.points.at.forEach((at, index) => {
    const hour = Number(at.slice(11, 13))
    const isValid = readings.points.flag[index] === 'valid'
    if (isValid) hours[hour].value = readings.points.value[index] ?? ''
  })
  const highest = Math.max(...hours.filter((hour) => hour.value !== '').map((hour) => Number(hour.value)))
  const first = hours.find((hour) => hour.value !== '' && Number(hour.value) === highest)
  if (first) first.highest = true
  return hours
}
