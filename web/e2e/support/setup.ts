import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { runProgram } from './run'

declare module 'vitest' {
  interface ProvidedContext {
    demo: string
  }
}

// The demonstration is the same each time it is made: made once, each file of tests works in a copy of its own.
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'console-demo-'))
  runProgram(['demo', join(folder, 'demo')])
  project.provide('demo', join(folder, 'demo'))
  return () => rmSync(folder, { recursive: true, force: true })
}

export function copyDemo(to: string): void {
  cpSync(inject('demo'), to, { recursive: true })
}
