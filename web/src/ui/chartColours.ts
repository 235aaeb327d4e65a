const kNames = {
  ink: '--ink',
  soft: '--ink-soft',
  paper: '--paper',
  line: '--line',
  brand: '--brand',
  met: '--met',
  notMet: '--not-met',
  undecided: '--undecided',
  notDue: '--not-due',
  blue: '--blue',
} as const

export type ChartColours = Record<keyof typeof kNames, string> & { series: string[] }

// The colours of the theme in force, for drawings that CSS does not reach.
export function chartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement)
  const colours = Object.fromEntries(
    Object.entries(kNames).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]),
  ) as Record<keyof typeof kNames, string>
  return { ...colours, series: [colours.brand, colours.blue, colours.undecided, '#8a5fb8', '#c2577a', '#4a8a9c'] }
}
