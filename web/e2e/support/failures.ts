import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

// What went wrong, a line each, where a run of many programs shows it last.
export class Failures implements Reporter {
  constructor(private readonly path: string) {}

  onTestRunEnd(modules: readonly TestModule[]): void {
    const said = modules.flatMap((module) => [
      ...module.errors().map((error) => `${module.moduleId}: ${error.message}`),
      ...[...module.children.allTests('failed')].map((test) => this.told(test)),
    ])
    mkdirSync(dirname(this.path), { recursive: true })
    writeFileSync(this.path, said.map((line) => line.replace(/\s+/g, ' ').slice(0, 400) + '\n').join(''))
  }

  private told(test: TestCase): string {
    const why =
      test
        .result()
        .errors?.map((error) => error.message)
        .join('; ') ?? ''
    return `${test.module.relativeModuleId} > ${test.fullName}: ${why}`
  }
}
