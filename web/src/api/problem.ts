import { worded } from '@/i18n'
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

// Found out by the console itself, which tells it in the reader's language; the server has no page about it.
export function isOwnCode(code: string): boolean {
  return code.startsWith('NET')
}

export function unreachable(): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    status: 0,
    code: 'NET001',
    title: worded('连不上服务器', 'The server cannot be reached'),
    detail: worded(
      '连不上服务器：网络断了，或服务器没有运行。',
      'The server cannot be reached: the network is down, or the server does not run.',
    ),
    fix: worded(
      '检查网络；已填写的内容保存在本机，恢复后自动继续。',
      'Check the network; what was filled in is kept on this machine and goes on by itself.',
    ),
  })
}

export function unreadable(status: number): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    status,
    code: 'NET002',
    title: worded('服务器的答复读不懂', 'The answer of the server cannot be read'),
    detail: worded(
      `服务器的答复（${status}）读不懂，中间可能有代理改动了它。`,
      `The answer of the server (${status}) cannot be read; a proxy on the way may have changed it.`,
    ),
    fix: worded(
      '刷新页面；仍然如此时请告诉管理员。',
      'Load the page again; tell the administrator when that does not help.',
    ),
  })
}

export function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreadable(0).problem, detail: error instanceof Error ? error.message : String(error) }
}
