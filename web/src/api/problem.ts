import type { components } from './schema'

export type Problem = components['schemas']['Problem']

// What could not be done, as the server says it (RFC 9457) or, with code NET…, as we found out ourselves.
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail)
  }
  get code(): string {
    return this.problem.code
  }
  get status(): number {
    return this.problem.status
  }
}

export function unreachable(): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    status: 0,
    code: 'NET001',
    title: '连不上服务器',
    detail: '连不上服务器：网络断了，或服务器没有运行。',
    fix: '检查网络；已填写的内容保存在本机，恢复后自动继续。',
  })
}

export function unreadable(status: number): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    status,
    code: 'NET002',
    title: '服务器的答复读不懂',
    detail: `服务器的答复（${status}）读不懂，中间可能有代理改动了它。`,
    fix: '刷新页面；仍然如此时请告诉管理员。',
  })
}

export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreadable(0).problem, detail: error instanceof Error ? error.message : String(error) }
}
