import { named } from '@/i18n'
import { figureKey, type Sheet } from './content'
import type { OpenForm } from './openForm'
import type { FigureSlot } from './pasteFigures'
import { figureName, figurePlace, subjectName, type Definitions } from './places'
import { indicatorName } from './titles'

// A line of the form that asks for one number.
export interface Slot {
  key: string
  place: string
  figure: string
  subject: string
  period: string
  title: string
  unit: string
  definition: string
  scope: string
  low: string | null
  high: string | null
  accepted: string | null
  yearBefore: string | null
  indicators: number[]
}
export interface SlotGroup {
  key: string
  title: string
  slots: Slot[]
}
type Asked = Pick<OpenForm, 'form' | 'definitions' | 'why' | 'request'>

function figureSlots({ form, definitions, why, request }: Asked): Slot[] {
  return form.figures.map((each) => {
    const definition = definitions.figures.find((one) => one.key === each.figure)
    return {
      key: figureKey(each.figure, each.subject, each.period),
      place: figurePlace(each.figure, each.subject, each.period, request.period),
      figure: each.figure,
      subject: each.subject,
      period: each.period,
      title: definition ? figureName(definitions, each.figure, each.subject) : each.name,
      unit: each.unit,
      definition: definition?.definition ?? '',
      scope: definition?.scope ?? '',
      low: definition?.low ?? null,
      high: definition?.high ?? null,
      accepted: each.accepted,
      yearBefore: each.year_before,
      indicators: why.get(`figure:${each.figure}`)?.indicators ?? [],
    }
  })
}

// A survey is given as numbers, one for each answer.
function surveySlots({ form, definitions, why, request }: Asked): Slot[] {
  return form.others.flatMap((item) => {
    const survey = definitions.surveys.find((each) => `survey:${each.key}` === item)
    if (!survey) return []
    const names = { subjects: survey.options, subject_names: survey.option_names }
    return survey.options.map((option) => ({
      key: figureKey(survey.key, option, request.period),
      place: figurePlace(survey.key, option, request.period, request.period),
      figure: survey.key,
      subject: option,
      period: request.period,
      title: subjectName({ ...names, subject_names_en: survey.option_names_en }, option),
      unit: '',
      definition: '',
      scope: '',
      low: null,
      high: null,
      accepted: null,
      yearBefore: null,
      indicators: why.get(item)?.indicators ?? [],
    }))
  })
}

// What was filled in beyond what is asked for: numbers of earlier periods that are put right.
function furtherSlots(asked: Asked, sheet: Sheet, known: ReadonlySet<string>): Slot[] {
  return [...sheet.figures.values()]
    .filter((each) => !known.has(figureKey(each.figure, each.subject, each.period)))
    .map(({ figure, subject, period }) => {
      const definition = asked.definitions.figures.find((one) => one.key === figure)
      return {
        key: figureKey(figure, subject, period),
        place: figurePlace(figure, subject, period, asked.request.period),
        figure,
        subject,
        period,
        title: `${figureName(asked.definitions, figure, subject)} ${period}`,
        unit: definition?.unit ?? '',
        definition: definition?.definition ?? '',
        scope: definition?.scope ?? '',
        low: definition?.low ?? null,
        high: definition?.high ?? null,
        accepted: null,
        yearBefore: null,
        indicators: [],
      }
    })
}

// In groups by the first indicator that needs them.
export function slotGroups(asked: Asked, sheet: Sheet, words: { others: string; further: string }): SlotGroup[] {
  const groups = new Map<string, SlotGroup>()
  const put = (key: string, title: string, slot: Slot) => {
    if (!groups.has(key)) groups.set(key, { key, title, slots: [] })
    groups.get(key)?.slots.push(slot)
  }
  const figures = figureSlots(asked)
  const surveys = surveySlots(asked)
  const known = new Set([...figures, ...surveys].map((slot) => slot.key))
  const sorted = [...figures].sort((a, b) => (a.indicators[0] ?? 999) - (b.indicators[0] ?? 999))
  for (const slot of sorted) {
    const number = slot.indicators[0]
    const title = number ? `${number} ${indicatorName(asked.definitions, number)}` : words.others
    put(String(number ?? ''), title, slot)
  }
  for (const slot of surveys) put(`survey:${slot.figure}`, surveyName(asked.definitions, slot.figure), slot)
  for (const slot of furtherSlots(asked, sheet, known)) put('further', words.further, slot)
  return [...groups.values()]
}
function surveyName(definitions: Definitions, key: string): string {
  const survey = definitions.surveys.find((each) => each.key === key)
  return survey ? named(survey) : key
}

// Names a spreadsheet may call a line by.
export function pasteSlots(slots: readonly Slot[], definitions: Definitions): FigureSlot[] {
  return slots.map((slot) => {
    const figure = definitions.figures.find((each) => each.key === slot.figure)
    const names = [slot.title]
    if (figure && slot.subject) {
      const subject = figure.subject_names[figure.subjects.indexOf(slot.subject)] ?? slot.subject
      names.push(`${figure.name}（${subject}）`, `${subject}${figure.name}`, `${figure.name}${subject}`)
      names.push(`${figure.name}${slot.subject}`, `${slot.subject}${figure.name}`)
    } else if (figure) {
      names.push(figure.name, figure.key)
    }
    return { key: slot.key, names: [...new Set(names)], unit: slot.unit }
  })
}
