import { expect, it } from 'vitest'
import { spread } from './spread'

it('pushes marks of one town apart and leaves those alone that have room', () => {
  const town = Array.from({ length: 6 }, () => ({ x: 300, y: 700 }))
  const marks = spread([...town, { x: 900, y: 100 }], 40)
  for (let i = 0; i < marks.length; ++i) {
    for (let j = i + 1; j < marks.length; ++j)
      expect(Math.hypot(marks[i].x - marks[j].x, marks[i].y - marks[j].y)).toBeGreaterThan(38)
  }
  expect(Math.hypot(marks[6].x - 900, marks[6].y - 100)).toBeLessThan(1)
  for (const mark of marks.slice(0, 6)) expect(Math.hypot(mark.x - 300, mark.y - 700)).toBeLessThan(100)
})
