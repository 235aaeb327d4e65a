// What the command palette looks through.
export interface Findable {
  title: string
  names: string[]
  readings: string[] // pinyin in full and its initials, lower case
}

// How well a thing fits what was typed: 0 not at all. The beginning of a name counts more than its middle, initials
// more than a part of the full pinyin.
function fit(thing: Findable, wanted: string): number {
  const inNames = Math.max(
    0,
    ...thing.names.map((name) => {
      const at = name.toLowerCase().indexOf(wanted)
      return at < 0 ? 0 : at === 0 ? 100 - Math.min(name.length, 40) : 50
    }),
  )
  const inReadings = Math.max(
    0,
    ...thing.readings.map((reading) => {
      const at = reading.indexOf(wanted.replaceAll(' ', ''))
      return at < 0 ? 0 : at === 0 ? 90 - Math.min(reading.length, 40) : wanted.length > 2 ? 30 : 0
    }),
  )
  return Math.max(inNames, inReadings)
}

// The things that fit, best first; every word has to be found. Nothing typed: all, as they come.
export function findIn<T extends Findable>(things: T[], typed: string, language: string): T[] {
  const words = typed.trim().toLocaleLowerCase(language).split(/\s+/).filter(Boolean)
  if (!words.length) return things
  return things
    .map((thing, index) => {
      const fits = words.map((word) => fit(thing, word))
      return { thing, index, fit: fits.includes(0) ? 0 : fits.reduce((sum, each) => sum + each, 0) }
    })
    .filter((each) => each.fit > 0)
    .sort((a, b) => b.fit - a.fit || a.index - b.index)
    .map((each) => each.thing)
}
