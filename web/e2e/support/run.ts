import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

export const kProgram = process.env.CHUANGMO ?? resolve(import.meta.dirname, '../../../build/release/chuangmo')

// A command of the program, from beginning to end.
export function runProgram(command: string[]): void {
  const made = spawnSync(kProgram, command, { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`${command[0]}: ${made.stderr}`)
}
