import { minutesOf } from './volumes'
import { useWords } from './words'

// 2 分 5 秒
export function useDuration(): (seconds: number) => string {
  const w = useWords()
  return (seconds) => {
    const read = minutesOf(seconds)
    return read.minutes ? w('duration', { ...read }) : w('durationShort', { ...read })
  }
}
