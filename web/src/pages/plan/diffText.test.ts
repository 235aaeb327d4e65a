import { describe, expect, it } from 'vitest'
import { diffText } from './diffText'

const words = (before: string, after: string) =>
  diffText(before, after)
    .map((piece) => (piece.kind === 'same' ? piece.text : `${piece.kind === 'removed' ? '-' : '+'}${piece.text}`))
    .join('|')

describe('diffText', () => {
  it('shows what was put in and taken out', () => {
    expect(words('推行清洁生产', '全面推行清洁生产')).toBe('+全面|推行清洁生产')
    expect(words('确保处理率≥85%，按期完成', '确保处理率≥80%，完成')).toBe('确保处理率≥8|-5|+0|%，|-按期|完成')
  })
  it('shows texts with little in common one after the other', () => {
    expect(words('市创模办', '市环境保护局')).toBe('-市创模办|+市环境保护局')
  })
  it('stands empty texts and long ones', () => {
    expect(words('', '甲')).toBe('+甲')
    expect(words('甲', '')).toBe('-甲')
    expect(words('同', '同')).toBe('同')
    const long = '一二三四五六七八九十'.repeat(400)
    expect(diffText(`${long}甲${long}`, `${long}乙${long}`)).toHaveLength(4)
  })
  it('puts together again what it took apart', () => {
    const [before, after] = ['按国家监测规范，定期进行水质监测', '按国家规范，每月进行一次水质监测和公布']
    const pieces = diffText(before, after)
    expect(
      pieces
        .filter((piece) => piece.kind !== 'added')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(before)
    expect(
      pieces
        .filter((piece) => piece.kind !== 'removed')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(after)
  })
})
