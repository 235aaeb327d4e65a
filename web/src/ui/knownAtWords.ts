import { defineWords } from '@/i18n'

export const useKnownAtWords = defineWords(
  'knownAt',
  {
    title: '当时所知',
    now: '现在',
    banner: '您看到的是 {at} 所知',
    bannerHint: '此后收到、更正的数据都不算在内。',
    backToNow: '回到现在',
    slider: '所知时刻',
    day: '日期',
    before: '上一次变化',
    after: '下一次变化',
    hint: '拖动滑块，整页回到那一天：当时有哪些数据，当时怎么判定。',
  },
  {
    title: 'As known at',
    now: 'now',
    banner: 'You see what was known on {at}',
    bannerHint: 'Nothing that arrived or was corrected later is counted.',
    backToNow: 'Back to now',
    slider: 'Known at',
    day: 'Day',
    before: 'Change before',
    after: 'Change after',
    hint: 'Move the slider and the whole page goes back to that day: the data of then, the verdict of then.',
  },
)
